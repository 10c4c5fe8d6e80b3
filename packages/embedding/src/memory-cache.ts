import type { EmbeddingCache, EmbeddingSpace } from "./contract.ts";
import { EmbeddingError } from "./error.ts";

/** An embedding cache in memory that drops its oldest entries beyond `maxEntries` (default 100,000 vectors). */
export function createMemoryCache(options: { readonly maxEntries?: number } = {}): EmbeddingCache {
  const maxEntries = options.maxEntries ?? 100_000;
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 1) {
    throw new EmbeddingError("invalid-options", `maxEntries must be a whole number of at least 1, got ${maxEntries}.`);
  }
  const entries = new Map<string, Float32Array>();
  return {
    async get(space, hashes) {
      const found = new Map<string, Float32Array>();
      for (const hash of hashes) {
        const vector = entries.get(keyOf(space, hash));
        // Copies on both ways: a caller that changes its vector must not change what others get.
        if (vector !== undefined) found.set(hash, vector.slice());
      }
      return found;
    },
    async put(space, added) {
      for (const [hash, vector] of added) {
        const key = keyOf(space, hash);
        entries.delete(key);
        entries.set(key, vector.slice());
      }
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
  };
}

function keyOf(space: EmbeddingSpace, hash: string): string {
  return JSON.stringify([space.model, space.dimensions, space.inputType, hash]);
}
