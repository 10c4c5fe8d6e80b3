export { createLanceStore, type LanceStoreOptions } from "./lance-store.ts";
