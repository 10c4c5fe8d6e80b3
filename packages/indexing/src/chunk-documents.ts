import { type ChunkOptions, chunk } from "@tributary/chunking";
import { lexicalText } from "@tributary/search";
import type { DocumentFormat, Problem } from "@tributary/validation";

/** What chunking needs to know of a document. */
export interface ChunkableDocument {
  readonly id: string;
  readonly title: string;
  readonly path?: string | undefined;
  readonly format: DocumentFormat;
  readonly content: string;
}

/** One chunk as a range of the content, with what the lexical side of search reads. Offsets are UTF-16 code units. */
export interface ChunkRange {
  readonly start: number;
  readonly end: number;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Headings and symbol it stands under, joined by ` > `. */
  readonly heading: string;
  readonly lexical: string;
}

/** A document's chunks, or why it has none. */
export type ChunkedDocument = { readonly ranges: readonly ChunkRange[]; readonly problem?: Problem };

/** Chunks documents; one that cannot be chunked costs nothing but itself. */
export function chunkDocuments(
  documents: readonly ChunkableDocument[],
  options: Omit<ChunkOptions, "kind" | "path">,
): ChunkedDocument[] {
  return documents.map((document) => {
    try {
      return { ranges: rangesOf(document, options) };
    } catch (error) {
      const message = `${document.id} could not be chunked: ${error instanceof Error ? error.message : String(error)}`;
      return { ranges: [], problem: { code: "chunking-failed", message } };
    }
  });
}

function rangesOf(document: ChunkableDocument, options: ChunkOptions): ChunkRange[] {
  const { title, path, format, content } = document;
  return chunk(content, { ...options, kind: format, ...(path !== undefined && { path }) })
    .filter(({ text }) => text.trim() !== "")
    .map(({ text, start, end, startLine, endLine, headingPath, symbol }) => {
      const heading = [...headingPath, ...(symbol === undefined ? [] : [symbol])].join(" > ");
      const lexical = lexicalText({ title, path: path ?? null, heading, text });
      return { start, end, startLine, endLine, heading, lexical };
    });
}
