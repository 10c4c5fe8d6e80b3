import { archives, createEmbeddingCache, type Database, type SearchIndex, searchIndexes } from "@tributary/database";
import { type Embedder, EmbeddingError } from "@tributary/embedding";
import { createIndexer, type Indexer } from "@tributary/indexing";
import { createSearch, type QueryCache, type Reranker, type Search, type SearchRequest } from "@tributary/search";
import type { IndexDescription, SearchAnswer, SearchNotice } from "@tributary/validation";
import type { VectorStore } from "@tributary/vector-store";
import type { Logger } from "pino";
import type { Embedders } from "../providers/embedders.ts";
import { adoptedIndex } from "./adopt.ts";

/** An index ready for use. */
export interface OpenIndex extends SearchIndex {
  /** Writes into it. Rejects with `EmbeddingError` when the embedder it was made with cannot be had any more. */
  indexer(): Promise<Indexer>;
  /** Makes its namespace when it is not there. */
  ensure(): Promise<void>;
  /**
   * Searches it; by words alone, with a notice that says so, when its embedder cannot be had or does not answer. Throws
   * as `Search` does otherwise.
   */
  search(request: Omit<SearchRequest, "namespace">): Promise<SearchAnswer>;
  /** Searches it with the vectors of queries that are known already; by words alone without. */
  searchWith(vectors: ReadonlyMap<string, Float32Array> | null): Search["search"];
}

/** The search indexes of every workspace. */
export interface SearchIndexes {
  readonly configured: Embedders["configured"];
  /** The index that is searched and synced into; the first time, the one the workspace has, or a new one. */
  active(workspaceId: string): Promise<OpenIndex>;
  open(index: SearchIndex): OpenIndex;
  /** The embedder an index was made with, for queries. */
  embedder(description: IndexDescription): Promise<Embedder>;
  /** Searches the active index, also while another takes its place. Sources that are disconnected are left out. */
  search(workspaceId: string, request: Omit<SearchRequest, "namespace">): Promise<SearchAnswer>;
}

/** Where the vectors of an index are. */
export function namespaceOf(workspaceId: string, { model, dimensions }: IndexDescription, id: string): string {
  return `${workspaceId}/${model}-${dimensions}-${id.slice(-8)}`;
}

/** Builds the search indexes over open stores. */
export function createSearchIndexes(given: {
  readonly database: Database;
  readonly store: VectorStore;
  readonly embedders: Embedders;
  /** Answers to repeated queries; the store must be the one it watches. */
  readonly cache: QueryCache;
  readonly reranker?: Reranker;
  readonly logger: Logger;
}): SearchIndexes {
  const { database, store, embedders, cache: answers, reranker, logger } = given;
  const { configured } = embedders;
  const cache = createEmbeddingCache(database);
  const indexers = new Map<string, Promise<Indexer>>();
  const searches = new Map<string, Promise<Search>>();

  const openIndexer = async ({ namespace, description }: SearchIndex): Promise<Indexer> => {
    const { documents } = await embedders.open(description);
    const { contextHeader = false, ...chunking } = description.options;
    return createIndexer({
      ...{ store, embedder: documents, cache, thread: embedders.thread, chunking },
      contextHeader: contextHeader === true,
      namespace: () => namespace,
    });
  };
  const openSearch = async ({ description }: SearchIndex): Promise<Search> => {
    const { queries } = await embedders.open(description);
    return createSearch({ store, embedder: queries, cache: answers, ...(reranker && { reranker }) });
  };

  const open = (index: SearchIndex): OpenIndex => {
    const { id, namespace, description } = index;
    const byWords = () => createSearch({ store, embedder: withoutVectors(description), denseWeight: 0 });
    return {
      ...index,
      indexer: () => once(indexers, id, () => openIndexer(index)),
      ensure: () => store.ensure(namespace, { dimensions: description.dimensions }),
      async search(request) {
        try {
          const { search } = await once(searches, id, () => openSearch(index));
          return await search({ ...request, namespace });
        } catch (error) {
          if (!(error instanceof EmbeddingError)) throw error;
          logger.warn({ error, namespace }, "a search went by words alone");
          const { results, notices } = await byWords().search({ ...request, namespace });
          return { results, notices: [...notices, wordsOnly(error)] };
        }
      },
      searchWith(vectors) {
        if (vectors === null) return byWords().search;
        return createSearch({ store, embedder: withVectors(description, vectors) }).search;
      },
    };
  };

  const active = async (workspaceId: string): Promise<OpenIndex> => {
    const found = await searchIndexes.active(database, workspaceId);
    if (found?.configHash === configured.configHash) return open(found);
    const namespace = (id: string) => namespaceOf(workspaceId, configured.description, id);
    const fresh = { workspaceId, ...configured, namespace };
    if (found) {
      if (await searchIndexes.isUsed(database, workspaceId)) return open(found);
      return open(await searchIndexes.replaceUnused(database, found, fresh));
    }
    const adopted = await adoptedIndex({ database, store, configured }, workspaceId);
    return open(await searchIndexes.first(database, adopted ? { ...fresh, ...adopted } : fresh));
  };

  return {
    configured,
    active,
    open,
    embedder: async (description) => (await embedders.open(description)).queries,
    async search(workspaceId, request) {
      for (;;) {
        const index = await active(workspaceId);
        // A workspace that never synced has no namespace yet: nothing found, not an error.
        await index.ensure();
        // As part of the filter it is part of the query cache's key too: an answer from before a source was disconnected
        // is never given after.
        const searchable = await archives.searchable(database, workspaceId);
        const answer = await index.search(searchable ? within(request, searchable) : request);
        // An index that was replaced meanwhile may have been half emptied while it was searched.
        const now = await searchIndexes.active(database, workspaceId);
        if (now === null || now.id === index.id) return answer;
      }
    },
  };
}

/** The same request, over some sources only. */
function within(request: Omit<SearchRequest, "namespace">, sourceIds: readonly string[]) {
  const asked = request.filter?.sourceId;
  const sourceId = asked ? asked.filter((id) => sourceIds.includes(id)) : sourceIds;
  return { ...request, filter: { ...request.filter, sourceId } };
}

function once<Value>(known: Map<string, Promise<Value>>, id: string, open: () => Promise<Value>): Promise<Value> {
  const value = known.get(id) ?? open();
  known.set(id, value);
  value.catch(() => known.delete(id));
  return value;
}

function wordsOnly({ code, message }: EmbeddingError): SearchNotice {
  return { code: "words-only", message: `Only words were searched, not meanings: ${message} (${code})` };
}

const limits = { maxInputsPerCall: 1, maxTokensPerInput: 1 };

function withVectors(description: IndexDescription, vectors: ReadonlyMap<string, Float32Array>): Embedder {
  const { model, dimensions, kind } = description;
  return {
    ...{ model, dimensions, kind, limits },
    embed: async (texts) => texts.flatMap((text) => vectors.get(text) ?? []),
  };
}

function withoutVectors(description: IndexDescription): Embedder {
  return withVectors(description, new Map());
}
