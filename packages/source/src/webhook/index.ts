export * from "./delivery.ts";
export * from "./signature.ts";
