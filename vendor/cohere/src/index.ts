export type { CallOptions, RetryOptions } from "./call-runner.ts";
export * from "./client.ts";
export { COHERE_MAX_TEXTS } from "./embed.ts";
export * from "./error.ts";
export type { Clock } from "./rate-budget.ts";
export type * from "./requests.ts";
