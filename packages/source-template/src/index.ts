export * from "./template-config.ts";
export * from "./template-source.ts";
