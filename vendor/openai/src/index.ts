export type { CallOptions, Clock, RetryOptions } from "@tributary/vendor-http";
export * from "./client.ts";
export { OPENAI_MAX_TEXTS, OPENAI_MAX_TOKENS_PER_CALL, OPENAI_MAX_TOKENS_PER_TEXT } from "./embed.ts";
export * from "./error.ts";
export type * from "./requests.ts";
export { loadTokenCounter, type TokenCounter } from "./tokens.ts";
