export * from "./extract.ts";
export * from "./keys.ts";
export * from "./types.ts";
export * from "./version.ts";
