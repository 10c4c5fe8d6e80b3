import { hash } from "node:crypto";
import { CHUNKER_VERSION, type ChunkOptions } from "@tributary/chunking";
import type { Embedder } from "@tributary/embedding";
import { ANALYZER_VERSION } from "@tributary/search";
import { CONTEXT_HEADER_VERSION } from "./context-header.ts";

/** Everything an index depends on beside its documents. */
export interface IndexConfiguration {
  /** Changes with anything below: everything must then be indexed again. */
  readonly configHash: string;
  readonly model: string;
  readonly dimensions: number;
  readonly kind: Embedder["kind"];
  /** Versions of the chunker and of the analysis of terms. */
  readonly chunker: string;
  readonly analyzer: string;
  readonly chunking: Omit<ChunkOptions, "kind" | "path">;
  /** Whether what is embedded of a chunk begins with where it stands. */
  readonly contextHeader: boolean;
}

/** What an indexer over this embedder and these options makes an index of. */
export function indexConfiguration(options: {
  readonly embedder: Pick<Embedder, "model" | "dimensions" | "kind">;
  readonly chunking?: Omit<ChunkOptions, "kind" | "path">;
  readonly contextHeader?: boolean;
}): IndexConfiguration {
  const { chunking = {} } = options;
  const { model, dimensions, kind } = options.embedder;
  // A lexical embedder gains nothing: the lexical side of search reads path, title and headings anyway.
  const { contextHeader = kind === "semantic" } = options;
  const parts = [
    CHUNKER_VERSION,
    ANALYZER_VERSION,
    `${model}-${dimensions}`,
    chunking,
    contextHeader && CONTEXT_HEADER_VERSION,
  ];
  return {
    configHash: hash("sha256", JSON.stringify(parts)).slice(0, 16),
    ...{ model, dimensions, kind, chunking, contextHeader },
    chunker: String(CHUNKER_VERSION),
    analyzer: String(ANALYZER_VERSION),
  };
}
