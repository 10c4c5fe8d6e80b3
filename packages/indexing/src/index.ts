export * from "./index-configuration.ts";
export * from "./indexer.ts";
export { createIndexingThread, type IndexingThread } from "./indexing-thread.ts";
export { createInlineIndexing } from "./inline-indexing.ts";
export * from "./prepare.ts";
export type { IndexableDocument } from "./records.ts";
