export * from "./contract.ts";
export * from "./embed-texts.ts";
export * from "./error.ts";
export * from "./local-embedder.ts";
export * from "./memory-cache.ts";
export { estimateTokens } from "./tokens.ts";
