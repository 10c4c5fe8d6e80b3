import type { Chunk } from "@tributary/chunking";
import { lexicalText } from "@tributary/search";
import type { Document } from "@tributary/validation";
import type { VectorRecord } from "@tributary/vector-store";

/** A document as the host holds it: with the configured source it came from. */
export type IndexableDocument = Document & { readonly sourceId: string };

/** The records of one document: `vectors[n]` belongs to `chunks[n]`. */
export function vectorRecords(
  document: IndexableDocument,
  chunks: readonly Chunk[],
  vectors: readonly Float32Array[],
): VectorRecord[] {
  const { title, path = null } = document;
  const updatedAt = document.updatedAt ?? document.createdAt;
  return chunks.map((chunk, ordinal) => {
    const vector = vectors[ordinal];
    if (!vector) throw new Error(`No vector for chunk ${ordinal} of ${document.id}.`);
    const heading = [...chunk.headingPath, ...(chunk.symbol ? [chunk.symbol] : [])].join(" > ");
    return {
      id: `${document.id}#${ordinal}`,
      documentId: document.id,
      vector,
      text: chunk.text,
      lexical: lexicalText({ title, path, heading, text: chunk.text }),
      fields: {
        source: document.source,
        sourceId: document.sourceId,
        type: document.type,
        title,
        path,
        url: document.url ?? null,
        repository: document.repository ?? null,
        author: document.author?.name ?? null,
        state: document.state ?? null,
        updatedAt: updatedAt === undefined ? null : Date.parse(updatedAt),
        ordinal,
        startLine: chunk.startLine,
        endLine: chunk.endLine,
        heading,
      },
    };
  });
}
