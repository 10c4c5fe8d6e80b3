export type { CallOptions, RetryOptions } from "./call-runner.ts";
export * from "./client.ts";
export { OPENAI_MAX_TEXTS, OPENAI_MAX_TOKENS_PER_CALL, OPENAI_MAX_TOKENS_PER_TEXT } from "./embed.ts";
export * from "./error.ts";
export type { Clock } from "./rate-budget.ts";
export type * from "./requests.ts";
export { loadTokenCounter, type TokenCounter } from "./tokens.ts";
