import type { VectorRecord } from "@tributary/vector-store";

/** Rows a replacement turned into leftovers; no stored document has an empty id. */
export const leftoverCondition = "documentId = ''";

/**
 * What takes the place of a chunk its document no longer has. Overwriting it belongs to the commit that writes the new
 * chunks, so the whole replacement is one atomic step; deleting it follows, before anybody reads, or at the next open.
 */
export function leftoverOf(id: string, dimensions: number): VectorRecord {
  return {
    id,
    documentId: "",
    vector: new Float32Array(dimensions),
    text: "",
    lexical: "",
    fields: {
      source: "",
      sourceId: "",
      type: "",
      title: "",
      path: null,
      url: null,
      repository: null,
      author: null,
      state: null,
      updatedAt: null,
      ordinal: 0,
      startLine: 0,
      endLine: 0,
      heading: "",
    },
  };
}
