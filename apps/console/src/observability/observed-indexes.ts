import type { QueryCache, SearchAnswer } from "@tributary/search";
import type { OpenIndex, SearchIndexes } from "../search-index/search-indexes.ts";
import type { Telemetry } from "./telemetry.ts";

/** Search indexes that tell what is searched and indexed, and those below that do not. */
export interface ObservedIndexes {
  readonly indexes: SearchIndexes;
  readonly unobserved: SearchIndexes;
  /** Whether an answer of either came from the cache. */
  isFromCache(answer: SearchAnswer): boolean;
}

/** Builds search indexes over a cache and has them tell what they do. */
export function observeIndexes(
  given: { readonly cache: QueryCache; readonly create: (cache: QueryCache) => SearchIndexes },
  telemetry: Telemetry,
): ObservedIndexes {
  const fromCache = new WeakSet<SearchAnswer>();
  const cache: QueryCache = {
    ...given.cache,
    get(namespace, key) {
      const answer = given.cache.get(namespace, key);
      if (answer) fromCache.add(answer);
      return answer;
    },
  };
  const unobserved = given.create(cache);
  const observed = (index: OpenIndex): OpenIndex => ({
    ...index,
    async indexer() {
      const indexer = await index.indexer();
      const { model } = index.description;
      return {
        ...indexer,
        async index(workspaceId, documents, signal) {
          const result = await indexer.index(workspaceId, documents, signal);
          const { embedded, cached, tokens } = result;
          telemetry.indexed({ workspaceId, model, embedded, cached, tokens });
          return result;
        },
      };
    },
  });
  const isFromCache = (answer: SearchAnswer) => fromCache.has(answer);
  const indexes: SearchIndexes = {
    ...unobserved,
    active: async (workspaceId) => observed(await unobserved.active(workspaceId)),
    open: (index) => observed(unobserved.open(index)),
    async search(workspaceId, request) {
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1_000;
      try {
        const answer = await telemetry.tracing.run("search", {}, async (span) => {
          const found = await unobserved.search(workspaceId, request);
          span.describe({ "search.results": found.results.length, "search.cached": isFromCache(found) });
          return found;
        });
        const cached = isFromCache(answer);
        telemetry.searched({ workspaceId, seconds: seconds(), results: answer.results.length, cached });
        // Only such a search can be answered ahead of time.
        if (Object.keys(request.filter ?? {}).length === 0) telemetry.usage.searchedFor(workspaceId, request.query);
        return answer;
      } catch (error) {
        // A search that its caller gave up says nothing of searching.
        if (!request.signal?.aborted) {
          telemetry.searched({ workspaceId, seconds: seconds(), results: null, cached: false });
        }
        throw error;
      }
    },
  };
  return { indexes, unobserved, isFromCache };
}
