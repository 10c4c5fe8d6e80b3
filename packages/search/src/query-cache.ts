import type { VectorStore } from "@tributary/vector-store";
import { LRUCache } from "lru-cache";
import type { SearchAnswer } from "./search.ts";

const ENTRIES = 1_000;
const MAX_AGE_MS = 60_000;

/** Remembers answers until their namespace is written to. */
export interface QueryCache {
  get(namespace: string, key: string): SearchAnswer | undefined;
  /** Call before searching; the function it returns keeps the answer, unless the namespace was written to meanwhile. */
  prepare(namespace: string, key: string): (answer: SearchAnswer) => void;
  /** Forgets the answers of a namespace. */
  clear(namespace: string): void;
  /** The same store: every write through it makes the answers of its namespace forgotten. */
  watch(store: VectorStore): VectorStore;
}

/**
 * A cache of search answers: 1,000 unless given, the least recently used going first, none older than `maxAgeMs` (a minute
 * unless given), which is how late a write of another process shows. `now` is in milliseconds.
 */
export function createQueryCache(
  options: { readonly maxEntries?: number; readonly maxAgeMs?: number; readonly now?: () => number } = {},
): QueryCache {
  const { maxEntries = ENTRIES, maxAgeMs = MAX_AGE_MS, now = Date.now } = options;
  const answers = new LRUCache<string, { readonly answer: SearchAnswer; readonly at: number }>({ max: maxEntries });
  const generations = new Map<string, number>();
  const keyOf = (namespace: string, key: string): string =>
    JSON.stringify([namespace, generations.get(namespace) ?? 0, key]);
  const clear = (namespace: string): void => {
    // What was kept under the last generation is never asked for again, and falls out of the cache by itself.
    generations.set(namespace, (generations.get(namespace) ?? 0) + 1);
  };
  const writing =
    <Rest extends unknown[], Result>(write: (namespace: string, ...rest: Rest) => Promise<Result>) =>
    async (namespace: string, ...rest: Rest): Promise<Result> => {
      try {
        return await write(namespace, ...rest);
      } finally {
        clear(namespace);
      }
    };
  return {
    get(namespace, key) {
      const kept = answers.get(keyOf(namespace, key));
      return kept !== undefined && now() - kept.at < maxAgeMs ? kept.answer : undefined;
    },
    prepare(namespace, key) {
      const prepared = keyOf(namespace, key);
      return (answer) => {
        if (prepared === keyOf(namespace, key)) answers.set(prepared, { answer, at: now() });
      };
    },
    clear,
    watch: (store) => ({
      ...store,
      upsert: writing(store.upsert),
      replaceDocuments: writing(store.replaceDocuments),
      deleteByIds: writing(store.deleteByIds),
      deleteDocuments: writing(store.deleteDocuments),
    }),
  };
}
