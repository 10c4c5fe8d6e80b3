/**
 * How an input is read: Markdown by headings and blocks, code by its nesting, text by paragraphs and sentences, JSON (also
 * with comments, JSON5, JSON Lines), YAML and TOML (also INI) by members and keys, logs by steps and entries, conversations
 * in Markdown by messages, tables (CSV, TSV) by rows.
 */
export const chunkKinds = ["markdown", "code", "text", "json", "yaml", "toml", "log", "conversation", "table"] as const;

/** One of `chunkKinds`. */
export type ChunkKind = (typeof chunkKinds)[number];

/** What `chunk` may be told; every field has a default. */
export interface ChunkOptions {
  /** How to read the input. Absent: what `kindOfPath(path)` says, or "text" without a path. */
  readonly kind?: ChunkKind;
  /** The file's path or name; only its last segment is looked at, and only when `kind` is absent. */
  readonly path?: string;
  /** The most tokens, by `estimateTokens`, that a chunk's text has, overlap included. An integer of at least 16; 512 by default. */
  readonly maxTokens?: number;
  /**
   * The most tokens repeated from before a chunk's own body, at most half of `maxTokens`. By default an eighth of
   * `maxTokens` for Markdown, conversations, logs and text, and 0 for code, data and tables.
   */
  readonly overlapTokens?: number;
}

/** One piece of the input. Offsets count UTF-16 code units, as `String.prototype.slice` does. */
export interface Chunk {
  /** Its place among the chunks of the input, from 0. */
  readonly index: number;
  /** Exactly `input.slice(start, end)`. */
  readonly text: string;
  /** Where the text begins. `[start, bodyStart)` repeats the end of the chunk before it. */
  readonly start: number;
  /** Where what is new begins: the previous chunk's `end`. The bodies `[bodyStart, end)`, one after another, are the input. */
  readonly bodyStart: number;
  /** Where the text ends (exclusive). */
  readonly end: number;
  /** The line of the text's first character, from 1. `\n`, `\r\n` and `\r` end a line. */
  readonly startLine: number;
  /** The line of the text's last character; a line's terminator belongs to that line. */
  readonly endLine: number;
  /** `estimateTokens(text)`. */
  readonly tokens: number;
  /**
   * What holds for the whole body, outermost first. Markdown: the titles of headings. JSON, YAML, TOML: the keys it stands
   * under. Logs: the step. Conversations: the message too. Empty for code, text and tables.
   */
  readonly headingPath: readonly string[];
  /** Code: the first function, class or type that the body defines, found by line patterns. */
  readonly symbol?: string;
  /** Tables, those in Markdown included: the header of the rows the chunk begins with, when it stands in an earlier chunk. */
  readonly header?: TableHeader;
}

/** A table's header: a range of the input before the chunk, in UTF-16 code units, and its text. */
export interface TableHeader {
  readonly start: number;
  readonly end: number;
  /** Exactly `input.slice(start, end)`. */
  readonly text: string;
}
