import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { DatabaseError } from "../errors.ts";
import { rowsOf } from "../query.ts";
import { documents as table } from "../schema/tables.ts";
import { sortBatch, toFailed } from "./storable.ts";
import type { FailedDocument, SkippedDocument, SourceScope, StorableDocument, StoredDocuments } from "./types.ts";

/** Where rows go and which job brings them. */
type Scope = SourceScope & { readonly jobId: string };

/** A fetched batch. */
export interface FetchedDocuments extends Scope {
  readonly documents: readonly StorableDocument[];
  readonly skipped: readonly SkippedDocument[];
  readonly failed: readonly FailedDocument[];
}

/**
 * Stores what fetching a batch came to, in one transaction. Documents become pending; what is searchable of them stays
 * so until they are indexed. A failure keeps the content and the version that are held. A document the database refuses
 * is recorded as failed and the others are stored.
 */
export async function storeFetched(database: Database, input: FetchedDocuments): Promise<StoredDocuments> {
  const sorted = sortBatch(input);
  const rejected = [...sorted.rejected];
  const scope = { workspaceId: input.workspaceId, sourceId: input.sourceId, jobId: input.jobId };
  const { documents, skipped, failed } = sorted;
  try {
    return { ...(await storeAll(database, scope, documents, skipped, failed)), rejected };
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }

  // One of them is refused for a reason only the database knows: find it by storing them one by one.
  const stored: StoredDocuments = { added: [], updated: [], stale: [], rejected };
  const storeOne = async (
    ...rows: [readonly StorableDocument[], readonly SkippedDocument[], readonly FailedDocument[]]
  ) => {
    try {
      const { added, updated, stale } = await storeAll(database, scope, ...rows);
      stored.added.push(...added);
      stored.updated.push(...updated);
      stored.stale.push(...stale);
      return undefined;
    } catch (error) {
      if (isRefusal(error)) return { code: error.code, message: error.message };
      throw error;
    }
  };
  for (const document of documents) {
    const problem = await storeOne([document], [], []);
    if (!problem) continue;
    rejected.push({ id: document.id, problem });
    await storeOne([], [], [toFailed(document, problem)]);
  }
  for (const row of skipped) {
    const problem = await storeOne([], [row], []);
    if (problem) rejected.push({ id: row.id, problem });
  }
  for (const row of failed) {
    const problem = await storeOne([], [], [row]);
    if (problem) rejected.push({ id: row.id, problem });
  }
  return stored;
}

function isRefusal(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && error.code === "constraint";
}

function storeAll(
  database: Database,
  scope: Scope,
  documents: readonly StorableDocument[],
  skipped: readonly SkippedDocument[],
  failed: readonly FailedDocument[],
): Promise<Omit<StoredDocuments, "rejected">> {
  const store = async (within: Database) => {
    const stored = await storeDocuments(within, scope, documents);
    const left = await storeSkipped(within, scope, skipped);
    await storeFailed(within, scope, failed);
    return {
      added: stored.filter(({ indexed }) => !indexed).map(({ id }) => id),
      updated: stored.filter(({ indexed }) => indexed).map(({ id }) => id),
      stale: left.filter(({ indexed }) => indexed).map(({ id }) => id),
    };
  };
  // One statement is a transaction of its own, and most batches are one.
  const statements = [documents, skipped, failed].filter(({ length }) => length > 0).length;
  return statements > 1 ? database.transaction(store) : store(database);
}

/** Id of a stored row, and whether a version of it is searchable. */
interface Stored {
  readonly id: string;
  readonly indexed: boolean;
}

const documentColumns = {
  id: "text",
  source: "text",
  type: "text",
  title: "text",
  format: "text",
  version: "text",
  reference: "jsonb",
  content: "text",
  content_hash: "text",
  path: "text",
  url: "text",
  repository: "text",
  language: "text",
  author: "jsonb",
  state: "text",
  labels: "jsonb",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  metadata: "jsonb",
  missing: "jsonb",
};

function storeDocuments(database: Database, scope: Scope, documents: readonly StorableDocument[]): Promise<Stored[]> {
  const rows = documents.map(({ contentHash, createdAt, updatedAt, ...document }) => ({
    ...document,
    content_hash: contentHash,
    created_at: createdAt,
    updated_at: updatedAt,
  }));
  const names = Object.keys(documentColumns);
  return upsert(database, scope, rows, documentColumns, {
    columns: sql.raw(names.join(", ")),
    status: "pending",
    update: sql`${replaced(names.filter((name) => name !== "id"))}, problem = NULL`,
  });
}

function storeSkipped(database: Database, scope: Scope, skipped: readonly SkippedDocument[]): Promise<Stored[]> {
  const rows = skipped.map(({ reason, message, ...row }) => ({ ...row, problem: { code: reason, message } }));
  return upsert(database, scope, rows, withoutContent.types, {
    ...withoutContent,
    status: "skipped",
    update: sql`${replaced(["type", "version", "reference", "problem"])}, content = NULL, content_hash = NULL`,
  });
}

function storeFailed(database: Database, scope: Scope, failed: readonly FailedDocument[]): Promise<Stored[]> {
  return upsert(database, scope, failed, withoutContent.types, {
    ...withoutContent,
    status: "failed",
    // The version stays that of the content: it is what a listing is compared with.
    update: sql`${replaced(["reference", "problem"])},
      version = CASE WHEN documents.content IS NULL THEN excluded.version ELSE documents.version END`,
  });
}

/** Columns of a row that has no content, and what they are made of. */
const withoutContent = {
  types: { id: "text", type: "text", version: "text", reference: "jsonb", problem: "jsonb" },
  columns: sql.raw("id, source, type, title, format, version, reference, problem"),
  select: sql.raw("id, split_part(id, ':', 1), type, id, 'text', version, reference, problem"),
};

function replaced(names: readonly string[]): SQL {
  return sql.raw(names.map((name) => `${name} = excluded.${name}`).join(", "));
}

async function upsert(
  database: Database,
  scope: Scope,
  rows: readonly object[],
  types: Readonly<Record<string, string>>,
  parts: { readonly columns: SQL; readonly select?: SQL; readonly status: string; readonly update: SQL },
): Promise<Stored[]> {
  if (rows.length === 0) return [];
  const { workspaceId, sourceId, jobId } = scope;
  const record = sql.raw(
    Object.entries(types)
      .map(([name, type]) => `${name} ${type}`)
      .join(", "),
  );
  // One parameter for the whole batch: PGlite's cost is by statement and by parameter.
  return rowsOf<Stored>(
    database,
    sql`INSERT INTO ${table} (workspace_id, source_id, attempt, status, fetched_at, ${parts.columns})
        SELECT ${workspaceId}, ${sourceId}, ${jobId}, ${parts.status}, now(), ${parts.select ?? parts.columns}
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS input (${record})
        ON CONFLICT (id, workspace_id) DO UPDATE SET source_id = excluded.source_id, attempt = excluded.attempt,
          status = excluded.status, fetched_at = excluded.fetched_at, ${parts.update}
        RETURNING id, indexed_hash IS NOT NULL AS indexed`,
  );
}
