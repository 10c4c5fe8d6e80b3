import type { VectorStore } from "../contract.ts";

/** The same store, whose writes resolve only when they are visible to readers. */
export function waitAfterWrites(store: VectorStore, settle: (() => Promise<void>) | undefined): VectorStore {
  if (settle === undefined) return store;
  const after =
    <Parameters extends readonly unknown[]>(write: (...parameters: Parameters) => Promise<void>) =>
    async (...parameters: Parameters): Promise<void> => {
      await write(...parameters);
      await settle();
    };
  return {
    ...store,
    ensure: after(store.ensure),
    upsert: after(store.upsert),
    replaceDocuments: after(store.replaceDocuments),
    deleteByIds: after(store.deleteByIds),
    deleteDocuments: after(store.deleteDocuments),
  };
}
