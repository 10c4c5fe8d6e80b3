export * from "./body.ts";
export * from "./headers.ts";
export * from "./json.ts";
export * from "./request.ts";
export * from "./status.ts";
