import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "../drizzle.ts";
import { documents } from "./tables.ts";

/** One thing a document says about others, as it is kept: short names, as a large source has many. */
export interface StoredReference {
  /** Its kind. */
  readonly k: string;
  /** Keys of what it leads to: the first that some document answers to counts. */
  readonly t: readonly string[];
  /** What tells documents apart that answer to the same key. */
  readonly d?: string;
  /** 1 when it reads from the other document to this one. */
  readonly r?: 1;
  /** How it shows while no document answers; absent when as a link to come. */
  readonly u?: "hidden" | "team" | "name";
  /** What it was read from: the literal text, or the metadata's value. */
  readonly e: string;
  /** Where that stands in the content, in UTF-16 code units; absent for metadata. */
  readonly s?: number;
  /** The metadata's field. */
  readonly f?: string;
}

/**
 * What each document says about others, and the keys by which others name it: one row a document, replaced as a whole. An
 * edge has no column for its target: it leads to whatever document answers to its key when it is read, so that neither the
 * order in which documents arrive nor two that arrive at once can make it wrong.
 */
export const documentRelationships = pgTable(
  "document_relationships",
  {
    workspaceId: text("workspace_id").notNull(),
    documentId: text("document_id").notNull(),
    /** Of the extraction that made it. */
    version: integer().notNull(),
    /** Of the document it was made from. */
    contentHash: text("content_hash").notNull(),
    edges: jsonb().$type<StoredReference[]>().notNull(),
    /** The keys of all edges. */
    targets: text().array().notNull(),
    /** The keys the document answers to. */
    keys: text().array().notNull(),
    /** What tells it apart where others answer to the same key, by that key. */
    details: jsonb().$type<Record<string, string>>(),
  },
  (table) => [
    // The id in front, for the same reason as in documents.
    primaryKey({ columns: [table.documentId, table.workspaceId] }),
    foreignKey({
      name: "document_relationships_document",
      columns: [table.documentId, table.workspaceId],
      foreignColumns: [documents.id, documents.workspaceId],
    }).onDelete("cascade"),
    // Without a list of entries still to come in, which every lookup would read until the next vacuum.
    index("document_relationships_targets").using("gin", table.targets).with({ fastupdate: false }),
    index("document_relationships_keys").using("gin", table.keys).with({ fastupdate: false }),
  ],
);
