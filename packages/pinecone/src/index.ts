export type { NewIndexPlace } from "./index-directory.ts";
export type { TrimmedRecord } from "./namespace-context.ts";
export { createPineconeStore, type PineconeStoreOptions } from "./pinecone-store.ts";
