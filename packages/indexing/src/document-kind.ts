import { type ChunkKind, isConversation, kindOfPath } from "@tributary/chunking";
import type { ChunkableDocument } from "./chunk-documents.ts";

/** Kinds that only a file's name tells: for sources, files of them are code or text like others. */
const namedKinds: ReadonlySet<ChunkKind> = new Set(["json", "yaml", "toml", "log", "table"]);

/**
 * How a document is chunked: as its source says, and more closely where the path names a kind of data or log, or the
 * headings of Markdown name the authors of messages.
 */
export function documentKind({ format, path, content }: Omit<ChunkableDocument, "id" | "title">): ChunkKind {
  if (format === "markdown") return isConversation(content) ? "conversation" : "markdown";
  const named = path === undefined ? format : kindOfPath(path);
  return namedKinds.has(named) ? named : format;
}
