export type { CallOptions, Clock, RetryOptions } from "@tributary/vendor-http";
export * from "./client.ts";
export { COHERE_MAX_TEXTS } from "./embed.ts";
export * from "./error.ts";
export type * from "./requests.ts";
