export { chunk } from "./chunk.ts";
export { kindOfPath } from "./kind.ts";
export { estimateTokens } from "./tokens/estimate.ts";
export type { Chunk, ChunkKind, ChunkOptions } from "./types.ts";
export { CHUNKER_VERSION } from "./version.ts";
