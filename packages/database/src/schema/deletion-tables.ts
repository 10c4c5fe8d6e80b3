import { index, integer, jsonb, pgTable, primaryKey, sql, text, uniqueIndex } from "../drizzle.ts";
import { instant } from "./columns.ts";
import { sources, workspaces } from "./tables.ts";

/**
 * Where a large deletion is: `held` for a person or a second listing, `released` when its documents go or are gone, `kept`
 * when a person said they stay, `undone` when they were brought back.
 */
export type DeletionState = "held" | "released" | "kept" | "undone";

/** Deletions a listing asked for that are too large to be made without a second opinion. At most one of a source is held. */
export const deletions = pgTable(
  "deletions",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id, { onDelete: "cascade" }),
    /** The job whose listing last asked for it: only another one's is a second opinion. */
    jobId: text("job_id").notNull(),
    state: text().$type<DeletionState>().notNull(),
    /** Hash of the ids of its documents. */
    fingerprint: text().notNull(),
    /** How many documents it is about, of how many the source had. */
    count: integer().notNull(),
    total: integer().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    decidedAt: instant("decided_at"),
    /** Who decided: a person's name for people to read, or `listing` for a second one that agreed. */
    decidedBy: text("decided_by"),
  },
  (table) => [
    uniqueIndex("deletions_held").on(table.sourceId).where(sql`state = 'held'`),
    index("deletions_recent").on(table.workspaceId, table.sourceId, table.createdAt),
  ],
);

/** The documents of a deletion; once they are gone, with everything that brings them back. */
export const deletionDocuments = pgTable(
  "deletion_documents",
  {
    workspaceId: text("workspace_id").notNull(),
    deletionId: text("deletion_id")
      .notNull()
      .references(() => deletions.id, { onDelete: "cascade" }),
    documentId: text("document_id").notNull(),
    title: text().notNull(),
    path: text(),
    /** The row of the document as it was; null while it is there. */
    row: jsonb().$type<Record<string, unknown>>(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.deletionId] }),
    index("deletion_documents_deletion").on(table.deletionId, table.documentId),
  ],
);
