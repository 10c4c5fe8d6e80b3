import type { DocumentReference, Problem } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { deletionDocuments, deletions } from "../schema/deletion-tables.ts";
import { documents as table } from "../schema/tables.ts";
import { toStorable } from "../storable-text.ts";
import { type DocumentRow, documentColumns, toDocument } from "./document-rows.ts";
import { idArray } from "./listing.ts";
import type { SourceScope, StoredDocument } from "./types.ts";

type Ids = { readonly workspaceId: string; readonly ids: readonly string[] };

/**
 * The documents of these ids that are to be indexed, with their content, in the order of their ids. Those that are
 * skipped, being deleted or, unless `anew`, held only in an older version that is searchable already are left out.
 */
export async function loadForIndexing(
  database: Database,
  input: Ids & { readonly anew?: boolean },
): Promise<StoredDocument[]> {
  const rows = await rowsOf<
    DocumentRow & {
      source_id: string;
      content_hash: string;
      indexed_hash: string | null;
      config_hash: string | null;
      chunk_count: number;
    }
  >(
    database,
    sql`SELECT ${documentColumns}, source_id, content_hash, indexed_hash, config_hash, chunk_count FROM ${table}
        WHERE workspace_id = ${input.workspaceId} AND id = ANY(${idArray(input.ids)}::text[])
          AND content_hash IS NOT NULL AND status IN ('pending', 'searchable', 'failed')
          AND (${input.anew === true} OR NOT (status = 'failed' AND content_hash IS NOT DISTINCT FROM indexed_hash))
        ORDER BY id`,
  );
  return rows.map((row) => ({
    ...toDocument(row),
    sourceId: row.source_id,
    contentHash: row.content_hash,
    indexedHash: row.indexed_hash,
    configHash: row.config_hash,
    chunkCount: row.chunk_count,
  }));
}

/**
 * Makes documents searchable whose vectors are stored. One whose content changed meanwhile, or that is being deleted,
 * stays as it is; returns the ids of the others.
 */
export async function markIndexed(
  database: Database,
  input: {
    readonly workspaceId: string;
    readonly entries: readonly {
      readonly id: string;
      readonly contentHash: string;
      readonly configHash: string;
      readonly chunkCount: number;
    }[];
  },
): Promise<string[]> {
  if (input.entries.length === 0) return [];
  const rows = await rowsOf<{ id: string }>(
    database,
    sql`UPDATE ${table} SET status = 'searchable', indexed_hash = content_hash, config_hash = entry."configHash",
          chunk_count = entry."chunkCount", indexed_at = now(), problem = NULL
        FROM json_to_recordset(${JSON.stringify(input.entries)}::json)
          AS entry (id text, "contentHash" text, "configHash" text, "chunkCount" int)
        WHERE workspace_id = ${input.workspaceId} AND ${table.id} = entry.id
          AND ${table.id} = ANY(${idArray(input.entries.map(({ id }) => id))}::text[]) AND content_hash = entry."contentHash"
          AND status IN ('pending', 'searchable', 'failed')
        RETURNING ${table.id}`,
  );
  return rows.map(({ id }) => id);
}

/** Records that documents could not be indexed; what was searchable of them stays so. */
export async function markFailed(
  database: Database,
  input: {
    readonly workspaceId: string;
    readonly entries: readonly { readonly id: string; readonly problem: Problem }[];
  },
): Promise<void> {
  if (input.entries.length === 0) return;
  const entries = input.entries.map(({ id, problem: { code, message } }) => ({
    id: toStorable(id),
    problem: { code: toStorable(code), message: toStorable(message) },
  }));
  await rowsOf(
    database,
    sql`UPDATE ${table} SET status = 'failed', problem = entry.problem
        FROM json_to_recordset(${JSON.stringify(entries)}::json) AS entry (id text, problem jsonb)
        WHERE workspace_id = ${input.workspaceId} AND ${table.id} = entry.id
          AND ${table.id} = ANY(${idArray(entries.map(({ id }) => id))}::text[]) AND status <> 'deleting'`,
  );
}

/** Records that nothing of these documents is in the vector store any more. */
export async function markUnindexed(database: Database, input: Ids): Promise<void> {
  await rowsOf(
    database,
    sql`UPDATE ${table} SET indexed_hash = NULL, config_hash = NULL, chunk_count = 0, indexed_at = NULL
        WHERE workspace_id = ${input.workspaceId} AND id = ANY(${idArray(input.ids)}::text[])`,
  );
}

/** Marks documents for deletion: the first step, so that a crash on the way is taken up by the next sync. */
export async function markDeleting(database: Database, input: Ids): Promise<void> {
  await rowsOf(
    database,
    sql`UPDATE ${table} SET status = 'deleting'
        WHERE workspace_id = ${input.workspaceId} AND id = ANY(${idArray(input.ids)}::text[]) AND status <> 'deleting'`,
  );
}

/**
 * Removes documents, whose vectors must be gone already; returns how many there were. Those of a large deletion that was
 * released are kept with it, to be brought back when it is undone.
 */
export async function remove(database: Database, input: Ids): Promise<number> {
  const [removed] = await rowsOf<{ count: number }>(
    database,
    sql`WITH gone AS (
          DELETE FROM ${table}
          WHERE workspace_id = ${input.workspaceId} AND id = ANY(${idArray(input.ids)}::text[]) RETURNING *
        ), kept AS (
          UPDATE ${deletionDocuments} AS of_it SET row = to_jsonb(gone) FROM gone, ${deletions} AS decided
          WHERE of_it.document_id = gone.id AND of_it.workspace_id = gone.workspace_id
            AND decided.id = of_it.deletion_id AND decided.source_id = gone.source_id AND decided.state = 'released'
        )
        SELECT count(*)::int AS count FROM gone`,
  );
  return removed?.count ?? 0;
}

/** What earlier syncs left undone. */
export interface UnfinishedWork {
  readonly fetch: DocumentReference[];
  readonly index: string[];
  readonly delete: string[];
}

/**
 * What is left to do for a source: failed and pending documents are to be fetched, those indexed under another
 * configuration indexed again, those being deleted and skipped ones that still have vectors deleted. Documents the job
 * itself fetched, or tried to, are left out; `limit` bounds the sum; `pending` leaves out all but pending ones.
 */
export async function unfinished(
  database: Database,
  input: SourceScope & {
    readonly configHash: string;
    readonly jobId?: string;
    readonly limit?: number;
    readonly pending?: boolean;
  },
): Promise<UnfinishedWork> {
  const { workspaceId, sourceId, configHash, jobId = null, limit = null } = input;
  const own = sql`workspace_id = ${workspaceId} AND source_id = ${sourceId}`;
  if (input.pending) {
    const pending = await rowsOf<{ reference: DocumentReference }>(
      database,
      sql`SELECT reference FROM ${table}
          WHERE ${own} AND status = 'pending' AND attempt IS DISTINCT FROM ${jobId} LIMIT ${limit}`,
    );
    return { fetch: pending.map(({ reference }) => reference), index: [], delete: [] };
  }
  // "<>" as two ranges, each of which the index answers: this runs for every page of a listing.
  const rows = await rowsOf<{ work: keyof UnfinishedWork; id: string; reference: DocumentReference | null }>(
    database,
    sql`SELECT 'fetch' AS work, id, reference FROM ${table}
          WHERE ${own} AND status IN ('failed', 'pending') AND attempt IS DISTINCT FROM ${jobId}
        UNION ALL
        SELECT 'delete', id, NULL FROM ${table} WHERE ${own} AND status = 'deleting'
        UNION ALL
        SELECT 'delete', id, NULL FROM ${table} WHERE ${own} AND status = 'skipped' AND config_hash > ''
        UNION ALL
        SELECT 'index', id, NULL FROM ${table} WHERE ${own} AND status = 'searchable' AND config_hash < ${configHash}
        UNION ALL
        SELECT 'index', id, NULL FROM ${table} WHERE ${own} AND status = 'searchable' AND config_hash > ${configHash}
        LIMIT ${limit}`,
  );
  const pick = (work: keyof UnfinishedWork) => rows.filter((row) => row.work === work);
  return {
    fetch: pick("fetch").flatMap(({ reference }) => reference ?? []),
    index: pick("index").map(({ id }) => id),
    delete: pick("delete").map(({ id }) => id),
  };
}
