import type { VectorStore } from "@tributary/vector-store";
import { seededVector } from "@tributary/vector-store/testing";

export { documentOf } from "@tributary/vector-store/testing";

/** Every id in the namespace `w`, sorted. */
export async function idsOf(store: VectorStore, prefix = ""): Promise<string[]> {
  return (await Array.fromAsync(store.listIds("w", prefix))).sort();
}

/** The text of every record in the namespace `w`, of 8 dimensions, by id. */
export async function contentOfStore(store: VectorStore): Promise<Map<string, string>> {
  const hits = await store.query("w", { by: "vector", vector: seededVector(1, 8), limit: 1_000 });
  return new Map(hits.map(({ id, text }) => [id, text]));
}
