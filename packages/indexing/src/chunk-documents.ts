import { type ChunkOptions, createSyntaxChunker, type SyntaxFallback } from "@tributary/chunking";
import { lexicalText } from "@tributary/search";
import type { DocumentFormat, Problem } from "@tributary/validation";
import { documentKind } from "./document-kind.ts";

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
  /** The header of the table whose rows the chunk begins with, when it stands in an earlier chunk. */
  readonly tableHeader?: string;
  readonly lexical: string;
}

/** A document's chunks, or why it has none; `fallback` says why code was not cut by its syntax. */
export interface ChunkedDocument {
  readonly ranges: readonly ChunkRange[];
  readonly fallback?: SyntaxFallback;
  readonly problem?: Problem;
}

/** One for the thread: grammars are loaded once each, when the first document of their language comes. */
const chunker = createSyntaxChunker();

/** Chunks documents, code by its syntax; one that cannot be chunked costs nothing but itself. */
export async function chunkDocuments(
  documents: readonly ChunkableDocument[],
  options: Omit<ChunkOptions, "kind" | "path">,
): Promise<ChunkedDocument[]> {
  const chunked: ChunkedDocument[] = [];
  for (const document of documents) {
    try {
      chunked.push(await chunkDocument(document, options));
    } catch (error) {
      const message = `${document.id} could not be chunked: ${error instanceof Error ? error.message : String(error)}`;
      chunked.push({ ranges: [], problem: { code: "chunking-failed", message } });
    }
  }
  return chunked;
}

async function chunkDocument(document: ChunkableDocument, options: ChunkOptions): Promise<ChunkedDocument> {
  const { title, path, content } = document;
  const { chunks, fallback } = await chunker.chunk(content, {
    ...options,
    kind: documentKind(document),
    ...(path !== undefined && { path }),
  });
  const ranges = chunks
    .filter(({ text }) => text.trim() !== "")
    .map(({ text, start, end, startLine, endLine, headingPath, symbolPath, header }) => {
      const heading = [...headingPath, ...symbolPath].join(" > ");
      const lexical = lexicalText({ title, path: path ?? null, heading, text });
      const tableHeader = header && { tableHeader: header.text };
      return { start, end, startLine, endLine, heading, lexical, ...tableHeader };
    });
  return { ranges, ...(fallback && { fallback }) };
}
