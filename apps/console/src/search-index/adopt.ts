import { type Database, searchIndexes } from "@tributary/database";
import type { IndexDescription } from "@tributary/validation";
import { type VectorStore, VectorStoreError } from "@tributary/vector-store";
import type { Embedders } from "../providers/embedders.ts";

/** What else a workspace may have been indexed with before it was noted. */
const earlier: readonly Pick<IndexDescription, "embedder" | "model" | "dimensions" | "kind">[] = [
  { embedder: "local", model: "local-hash-v1", dimensions: 384, kind: "lexical" },
  { embedder: "cohere", model: "embed-v4.0", dimensions: 1_536, kind: "semantic" },
  { embedder: "openai", model: "text-embedding-3-small", dimensions: 1_536, kind: "semantic" },
  { embedder: "openai", model: "text-embedding-3-large", dimensions: 3_072, kind: "semantic" },
];

/**
 * The index of a workspace that was synced before indexes were noted: its vectors are in a namespace named after the
 * model and its dimensions, which configuration they were made with only its hash says. Null when there are none.
 */
export async function adoptedIndex(
  given: { readonly database: Database; readonly store: VectorStore; readonly configured: Embedders["configured"] },
  workspaceId: string,
): Promise<{ configHash: string; description: IndexDescription; namespace: () => string } | null> {
  const { database, store, configured } = given;
  const hashes = await searchIndexes.configHashes(database, workspaceId);
  const [mostUsed] = hashes;
  if (mostUsed === undefined) return null;
  const current = configured.description;
  for (const space of [current, ...earlier]) {
    const name = `${workspaceId}/${space.model}-${space.dimensions}`;
    if ((await countVectors(store, name)) === 0) continue;
    const namespace = () => name;
    const same = space.model === current.model && space.dimensions === current.dimensions;
    if (same && hashes.includes(configured.configHash)) return { ...configured, namespace };
    const { embedder, model, dimensions, kind } = space;
    const description = { embedder, model, dimensions, kind, chunker: "", analyzer: "", options: {} };
    return { configHash: mostUsed, description, namespace };
  }
  return null;
}

async function countVectors(store: VectorStore, namespace: string): Promise<number> {
  try {
    return (await store.stats(namespace)).vectors;
  } catch (error) {
    if (error instanceof VectorStoreError && error.code === "not-found") return 0;
    throw error;
  }
}
