export { isConversation } from "./atoms/messages.ts";
export { chunk } from "./chunk.ts";
export { kindOfPath } from "./kind.ts";
export { createSyntaxChunker, type SyntaxChunker } from "./syntax/create-syntax-chunker.ts";
export type {
  SyntaxChunk,
  SyntaxChunkerOptions,
  SyntaxChunks,
  SyntaxFallback,
  TextRange,
} from "./syntax/types.ts";
export { estimateTokens } from "./tokens/estimate.ts";
export type { Chunk, ChunkKind, ChunkOptions, TableHeader } from "./types.ts";
export { CHUNKER_VERSION } from "./version.ts";
