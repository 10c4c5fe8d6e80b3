import type { Document } from "@tributary/validation";
import type { VectorRecord } from "@tributary/vector-store";
import type { ChunkRange } from "./chunk-documents.ts";

/** A document as the host holds it: with the configured source it came from. */
export type IndexableDocument = Document & { readonly sourceId: string };

/** The records of one document: `vectors[n]` belongs to `ranges[n]`. */
export function vectorRecords(
  document: IndexableDocument,
  ranges: readonly ChunkRange[],
  vectors: readonly Float32Array[],
): VectorRecord[] {
  const updatedAt = document.updatedAt ?? document.createdAt;
  return ranges.map(({ start, end, startLine, endLine, heading, lexical }, ordinal) => {
    const vector = vectors[ordinal];
    if (!vector) throw new Error(`No vector for chunk ${ordinal} of ${document.id}.`);
    return {
      id: `${document.id}#${ordinal}`,
      documentId: document.id,
      vector,
      text: document.content.slice(start, end),
      lexical,
      fields: {
        source: document.source,
        sourceId: document.sourceId,
        type: document.type,
        title: document.title,
        path: document.path ?? null,
        url: document.url ?? null,
        repository: document.repository ?? null,
        author: document.author?.name ?? null,
        state: document.state ?? null,
        updatedAt: updatedAt === undefined ? null : Date.parse(updatedAt),
        ordinal,
        startLine,
        endLine,
        heading,
      },
    };
  });
}
