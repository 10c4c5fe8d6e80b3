export * from "./client.ts";
export * from "./error.ts";
export type { PineconeNamespace, WriteNumber } from "./namespace-client.ts";
export type * from "./records.ts";
export type { RetryOptions } from "./retry.ts";
