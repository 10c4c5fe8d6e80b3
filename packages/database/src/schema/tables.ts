import type {
  Author,
  ChangeHint,
  DocumentReference,
  JobStatus,
  JobWaiting,
  JsonValue,
  Problem,
  SourceStatus,
  SyncMode,
  SyncSchedule,
} from "@tributary/validation";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  uniqueIndex,
} from "../drizzle.ts";
import { bytes, instant } from "./columns.ts";

/** What a batch does with its references. */
export type BatchKind = "fetch" | "index" | "delete";
/** Where a batch is. */
export type BatchState = "pending" | "done";
/** Where a document is between its source and the vector store. */
export type DocumentStatus = "pending" | "searchable" | "skipped" | "failed" | "deleting";

/** What a page of a listing showed. */
export interface ListedPage {
  /** Documents by their type. */
  readonly types: Readonly<Record<string, number>>;
  /** Set when the listing began again with this page: what the pages before it showed does not count. */
  readonly anew?: true;
  /** Set on the last page of a listing that provably saw everything. */
  readonly complete?: true;
}

/** What a complete listing showed, once the job that read it was over. */
export interface CompleteListing {
  readonly jobId: string;
  /** When the job was over, as ISO 8601. */
  readonly finishedAt: string;
  /** Whether the job came to its end. */
  readonly succeeded: boolean;
  /** Documents it showed, by their type. */
  readonly types: Readonly<Record<string, number>>;
  /** How many of them were not recorded when the job was over. */
  readonly unrecorded: Readonly<Record<string, number>>;
}

/** The tenants; every other row belongs to one of them. */
export const workspaces = pgTable("workspaces", {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** Bearer keys of the API; only the SHA-256 of a key is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    prefix: text().notNull(),
    hash: bytes("hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [uniqueIndex("api_keys_hash").on(table.hash), index("api_keys_workspace").on(table.workspaceId)],
);

/** What is synced: one row a connected repository, team or account. */
export const sources = pgTable(
  "sources",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    config: jsonb().$type<Record<string, JsonValue>>().notNull(),
    status: text().$type<SourceStatus>().notNull().default("active"),
    problem: jsonb().$type<Problem>(),
    cursor: text(),
    lastSyncAt: instant("last_sync_at"),
    /** Its own schedule; null: it is synced nightly with the others. */
    syncSchedule: jsonb("sync_schedule").$type<SyncSchedule>(),
    /** When its own schedule asks for the next sync. */
    nextSyncAt: instant("next_sync_at"),
    /** What its last complete listing showed; null before there is one. */
    listing: jsonb().$type<CompleteListing>(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** When it was disconnected; its documents wait from then on to be restored or removed for good. */
    archivedAt: instant("archived_at"),
    /** When removing it for good began; it cannot be restored any more. */
    purgedAt: instant("purged_at"),
  },
  (table) => [uniqueIndex("sources_key").on(table.workspaceId, table.kind, table.key)],
);

/** The key each workspace's credentials are sealed with, itself sealed with the host's: without its row they are lost. */
export const dataKeys = pgTable("data_keys", {
  workspaceId: text("workspace_id")
    .primaryKey()
    .references(() => workspaces.id, { onDelete: "cascade" }),
  sealed: text().notNull(),
});

/** How a source signs in, sealed. */
export const credentials = pgTable("credentials", {
  sourceId: text("source_id")
    .primaryKey()
    .references(() => sources.id, { onDelete: "cascade" }),
  sealed: text().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** Runs of a sync. At most one of a source is queued or running. */
export const jobs = pgTable(
  "jobs",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id, { onDelete: "cascade" }),
    mode: text().$type<SyncMode>().notNull(),
    trigger: text().notNull(),
    status: text().$type<JobStatus>().notNull(),
    claim: text(),
    listing: boolean().notNull().default(true),
    listed: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    held: integer().notNull().default(0),
    problem: jsonb().$type<Problem>(),
    cursor: text(),
    /** What webhooks named, to be read alone; null for an ordinary sync. */
    changes: jsonb().$type<ChangeHint>(),
    /** What was asked for while it could not take it over, and is done by the sync that follows it. */
    nextMode: text("next_mode").$type<SyncMode>(),
    nextChanges: jsonb("next_changes").$type<ChangeHint>(),
    waiting: jsonb().$type<JobWaiting>(),
    createdAt: instant("created_at").notNull().defaultNow(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    uniqueIndex("jobs_active").on(table.sourceId).where(sql`status in ('queued', 'running')`),
    index("jobs_recent").on(table.workspaceId, table.sourceId, table.createdAt),
    index("jobs_newest").on(table.workspaceId, table.createdAt, table.id),
  ],
);

/** Pages of a listing that are already counted, so that a page recorded twice counts once. */
export const jobPages = pgTable(
  "job_pages",
  {
    workspaceId: text("workspace_id").notNull(),
    jobId: text("job_id")
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    page: integer().notNull(),
    /** What it listed, in numbers; null when it listed nothing. */
    shown: jsonb().$type<ListedPage>(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.page] })],
);

/**
 * Which documents a job's listing showed, as arrays of their numbers: a few rows for a listing of 100,000, where marking
 * every document would rewrite 100,000. Gone when the job is over.
 */
export const jobSightings = pgTable(
  "job_sightings",
  {
    workspaceId: text("workspace_id").notNull(),
    jobId: text("job_id")
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    documents: bigint({ mode: "number" }).array().notNull(),
  },
  (table) => [index("job_sightings_job").on(table.jobId)],
);

/** The units of work of a job. */
export const jobBatches = pgTable(
  "job_batches",
  {
    workspaceId: text("workspace_id").notNull(),
    jobId: text("job_id")
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    id: text().notNull(),
    kind: text().$type<BatchKind>().notNull(),
    page: integer().notNull(),
    items: jsonb().$type<DocumentReference[] | string[]>().notNull(),
    size: integer().notNull(),
    /** Its place in the page. */
    position: integer().notNull(),
    state: text().$type<BatchState>().notNull().default("pending"),
    added: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    deleted: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    chunks: integer().notNull().default(0),
    embedded: integer().notNull().default(0),
    cached: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.id] })],
);

/** Every document a source has shown, with its content and how far it is. */
export const documents = pgTable(
  "documents",
  {
    workspaceId: text("workspace_id").notNull(),
    id: text().notNull(),
    /** Short name of the row, by which listings refer to it. */
    number: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    sourceId: text("source_id").notNull(),
    source: text().notNull(),
    type: text().notNull(),
    title: text().notNull(),
    format: text().notNull(),
    version: text().notNull(),
    reference: jsonb().$type<DocumentReference>().notNull(),
    content: text(),
    contentHash: text("content_hash"),
    indexedHash: text("indexed_hash"),
    configHash: text("config_hash"),
    chunkCount: integer("chunk_count").notNull().default(0),
    status: text().$type<DocumentStatus>().notNull(),
    problem: jsonb().$type<Problem>(),
    /** The job that last fetched it, or tried to. */
    attempt: text(),
    path: text(),
    url: text(),
    repository: text(),
    language: text(),
    author: jsonb().$type<Author>(),
    state: text(),
    labels: jsonb().$type<string[]>(),
    createdAt: instant("created_at"),
    updatedAt: instant("updated_at"),
    metadata: jsonb().$type<Record<string, JsonValue>>(),
    missing: jsonb().$type<string[]>(),
    fetchedAt: instant("fetched_at"),
    indexedAt: instant("indexed_at"),
  },
  (table) => [
    // The id in front: whatever the planner knows of the table, a lookup by ids then goes by them.
    primaryKey({ columns: [table.id, table.workspaceId] }),
    // Without the workspace in front: before the table is analysed, the planner would take it for id lookups too.
    index("documents_source").on(table.sourceId, table.status, table.configHash),
    // Pages of a listing, of whatever state and type, and their counts.
    index("documents_page").on(table.sourceId, table.status, table.type, table.id),
  ],
);

/** Vectors by the hash of their text: little-endian 32-bit floats, `dimensions` of them. */
export const embeddingCache = pgTable(
  "embedding_cache",
  {
    model: text().notNull(),
    dimensions: integer().notNull(),
    inputType: text("input_type").notNull(),
    textHash: bytes("text_hash").notNull(),
    vector: bytes("vector").notNull(),
  },
  (table) => [
    // The hash in front, for the same reason as in documents.
    primaryKey({ columns: [table.textHash, table.model, table.dimensions, table.inputType] }),
    check("embedding_cache_hash", sql`octet_length(${table.textHash}) = 32`),
  ],
);
