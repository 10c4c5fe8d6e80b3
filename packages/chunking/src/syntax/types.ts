import type { Chunk } from "../types.ts";

/** A range of the input in UTF-16 code units, its end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A chunk of source code that was cut by its syntax. */
export interface SyntaxChunk extends Chunk {
  /** The first function, class or type that begins in the body, or else the innermost one that encloses it. */
  readonly symbol?: string;
  /** The symbols that enclose `symbol`, outermost first, and `symbol` itself; empty when there is none. */
  readonly symbolPath: readonly string[];
  /** Where the comment that documents `symbol` stands; it may be in an earlier chunk. */
  readonly docComment?: TextRange;
}

/**
 * Why code was cut by the block chunker: its language has no grammar, it is larger than `maxUnits`, its lines are too long
 * to be written by a person, its parse took too many steps, too much memory or too long, most of it has no syntax of its
 * language, or the grammar failed.
 */
export type SyntaxFallback =
  | "no-grammar"
  | "too-large"
  | "long-lines"
  | "too-complex"
  | "syntax-errors"
  | "grammar-failed";

/** What chunking one input gave. */
export interface SyntaxChunks {
  readonly chunks: readonly SyntaxChunk[];
  /** The language whose syntax decided the cuts; absent when the input is no code, or with a `fallback`. */
  readonly language?: string;
  /** The modules, files or packages that the input imports, as written, each once and in order. */
  readonly imports: readonly string[];
  /** Why code was not cut by its syntax. */
  readonly fallback?: SyntaxFallback;
}

/** What `createSyntaxChunker` may be told; every field has a default. */
export interface SyntaxChunkerOptions {
  /** Code with more UTF-16 code units goes to the block chunker; 262,144 by default. */
  readonly maxUnits?: number;
  /**
   * A parse is given up after so many milliseconds; 2,000 by default. What the input's size allows in steps of the parser
   * ends most hopeless ones far earlier, and on every machine alike.
   */
  readonly maxParseMs?: number;
}
