import { setImmediate as yieldToOthers } from "node:timers/promises";
import { SearchError } from "@tributary/search";
import type { ObservedIndexes } from "./observed-indexes.ts";

/** What answers queries before anybody asks, in the process that answers them. */
export interface CacheWarmer {
  /** Answers queries one after the other; `known` are those whose answer was in the cache still. */
  warm(workspaceId: string, queries: readonly string[]): Promise<{ readonly warmed: number; readonly known: number }>;
}

/** Results of a search nobody asked for another number of. */
const LIMIT = 10;

/** Warms the cache of this process. With `billed`, where every search costs money, it leaves everything as it is. */
export function createCacheWarmer(
  { unobserved, isFromCache }: ObservedIndexes,
  { billed }: { readonly billed: boolean },
): CacheWarmer {
  return {
    async warm(workspaceId, queries) {
      let [warmed, known] = [0, 0];
      for (const query of billed ? [] : queries) {
        // As the API asks: the same request finds the answer.
        const request = { query, limit: LIMIT, explain: false, filter: {} };
        try {
          if (isFromCache(await unobserved.search(workspaceId, request))) known += 1;
          else warmed += 1;
        } catch (error) {
          // One that cannot be searched for is nobody's frequent query for long.
          if (!(error instanceof SearchError)) throw error;
        }
        await yieldToOthers();
      }
      return { warmed, known };
    },
  };
}
