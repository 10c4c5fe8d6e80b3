import type { IndexDescription, IndexQuality, Problem } from "@tributary/validation";
import { boolean, index, integer, jsonb, pgTable, primaryKey, sql, text, uniqueIndex } from "../drizzle.ts";
import { instant } from "./columns.ts";
import { workspaces } from "./tables.ts";

/**
 * Where a search index is: searched, being built beside that one, built and held for a person, failed while building,
 * being emptied and then forgotten (`retired`) or kept in mind as not wanted (`dropping`, then `dropped`).
 */
export type IndexState = "active" | "building" | "held" | "failed" | "retired" | "dropping" | "dropped";

/** The search indexes of each workspace: the one that is searched, and at most one that is to replace it. */
export const searchIndexes = pgTable(
  "search_indexes",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    state: text().$type<IndexState>().notNull(),
    configHash: text("config_hash").notNull(),
    namespace: text().notNull(),
    description: jsonb().$type<IndexDescription>().notNull(),
    /** How often building it was begun; each has an event of its own. */
    attempt: integer().notNull().default(0),
    /** Whether a person wants it to become active whatever the comparison says. */
    approved: boolean().notNull().default(false),
    total: integer().notNull().default(0),
    chunks: integer().notNull().default(0),
    embedded: integer().notNull().default(0),
    cached: integer().notNull().default(0),
    quality: jsonb().$type<IndexQuality>(),
    problem: jsonb().$type<Problem>(),
    createdAt: instant("created_at").notNull().defaultNow(),
    activatedAt: instant("activated_at"),
  },
  (table) => [
    uniqueIndex("search_indexes_active").on(table.workspaceId).where(sql`state = 'active'`),
    uniqueIndex("search_indexes_next").on(table.workspaceId).where(sql`state in ('building', 'held', 'failed')`),
    index("search_indexes_workspace").on(table.workspaceId, table.state),
  ],
);

/** Which content of which documents an index that is being built holds. Gone when it is active. */
export const searchIndexEntries = pgTable(
  "search_index_entries",
  {
    workspaceId: text("workspace_id").notNull(),
    indexId: text("index_id")
      .notNull()
      .references(() => searchIndexes.id, { onDelete: "cascade" }),
    documentId: text("document_id").notNull(),
    contentHash: text("content_hash").notNull(),
    chunkCount: integer("chunk_count").notNull(),
    /** Why the document could not be indexed; it has no vectors then. */
    problem: jsonb().$type<Problem>(),
  },
  (table) => [primaryKey({ columns: [table.indexId, table.documentId] })],
);
