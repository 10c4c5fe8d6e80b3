export type { CallOptions, Clock, RetryOptions } from "@tributary/vendor-http";
export * from "./client.ts";
export * from "./error.ts";
export { type DatadogEvent, EVENT_LIMITS } from "./event.ts";
