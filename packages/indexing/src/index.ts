export * from "./indexer.ts";
export type { IndexableDocument } from "./records.ts";
export * from "./prepare.ts";
