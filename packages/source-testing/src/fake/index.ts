export * from "./answer.ts";
export * from "./deliveries.ts";
export * from "./fault.ts";
export * from "./fault-rules.ts";
export * from "./find-route.ts";
export * from "./request-log.ts";
export * from "./server.ts";
export * from "./usage-window.ts";
