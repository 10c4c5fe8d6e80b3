import type { RelatedDocument, RelationshipDirection, RelationshipKind, ResultNeighbour } from "@tributary/validation";
import type { Database } from "../database.ts";
import { loadForExtraction, replace } from "./extraction.ts";
import { relatedOf } from "./related.ts";

/** Queries on what documents say about each other: read (`loadForExtraction`, `replace`), asked for (`related`, `neighbours`). */
export const relationships = {
  loadForExtraction,
  replace,

  /**
   * The relations of one document, the strongest first; those to documents that are not there yet, and to people, last.
   * None for a document the workspace has not, or that was not read yet.
   */
  async related(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly documentId: string;
      readonly kinds?: readonly RelationshipKind[];
      readonly direction?: RelationshipDirection;
      readonly limit: number;
    },
  ): Promise<RelatedDocument[]> {
    const { workspaceId, documentId, kinds, direction, limit } = input;
    const related = await relatedOf(database, { workspaceId, ids: [documentId], pending: true });
    return (related.get(documentId) ?? [])
      .filter((entry) => (!kinds || kinds.includes(entry.kind)) && (!direction || entry.direction === direction))
      .slice(0, limit);
  },

  /** The documents that others have most to do with, each once, by the others' ids. */
  async neighbours(
    database: Database,
    input: { readonly workspaceId: string; readonly ids: readonly string[]; readonly limit: number },
  ): Promise<Map<string, ResultNeighbour[]>> {
    const related = await relatedOf(database, { ...input, pending: false });
    return new Map(
      [...related].map(([id, entries]) => {
        const neighbours = new Map<string, ResultNeighbour>();
        for (const { kind, direction, document } of entries) {
          if (document === null || neighbours.has(document.documentId)) continue;
          if (neighbours.size === input.limit) break;
          neighbours.set(document.documentId, { ...document, kind, direction });
        }
        return [id, [...neighbours.values()]];
      }),
    );
  },
};
