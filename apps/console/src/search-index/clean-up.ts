import { searchIndexes } from "@tributary/database";
import { VectorStoreError } from "@tributary/vector-store";
import type { Services } from "../services.ts";

/** Vectors deleted by one call. */
const IDS_PER_CALL = 5_000;

/** Removes the vectors of every index of a workspace that is not used any more, and then its record. */
export async function emptyUnused({ database, store }: Services, workspaceId: string): Promise<void> {
  for (const index of await searchIndexes.leaving(database, workspaceId)) {
    try {
      const ids = await Array.fromAsync(store.listIds(index.namespace));
      for (let start = 0; start < ids.length; start += IDS_PER_CALL) {
        await store.deleteByIds(index.namespace, ids.slice(start, start + IDS_PER_CALL));
      }
      if (ids.length > 0) await store.optimize(index.namespace);
    } catch (error) {
      // It was given up before it held anything.
      if (!(error instanceof VectorStoreError) || error.code !== "not-found") throw error;
    }
    await searchIndexes.emptied(database, index);
  }
}
