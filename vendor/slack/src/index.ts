export type { CallOptions, Clock, RetryOptions } from "@tributary/vendor-http";
export * from "./client.ts";
export * from "./error.ts";
export * from "./webhook-address.ts";
