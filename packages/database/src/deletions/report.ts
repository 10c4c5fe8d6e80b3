import type { LargeDeletion } from "@tributary/validation";
import { KEPT_DAYS } from "../archives/archives.ts";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { type DeletionState, deletionDocuments, deletions } from "../schema/deletion-tables.ts";
import { documents, sources } from "../schema/tables.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

interface Row {
  readonly id: string;
  readonly source_id: string;
  readonly state: DeletionState;
  readonly fingerprint: string;
  readonly count: number;
  readonly total: number;
  readonly since: number;
  readonly decided_at: number | null;
  readonly decided_by: string | null;
  readonly pending: number;
  readonly shown: { readonly id: string; readonly title: string; readonly path: string | null }[];
}

/**
 * The large deletions of a source, or of all sources of the workspace that are connected; those that are held first, then
 * the newest, each with some of its documents.
 */
export async function list(
  database: Database,
  input: {
    readonly workspaceId: string;
    /** Left out: of all that are connected. */
    readonly sourceId?: string;
    readonly limit: number;
    readonly documents: number;
  },
): Promise<LargeDeletion[]> {
  const { workspaceId, sourceId } = input;
  const ofSources =
    sourceId === undefined
      ? sql`source_id IN (SELECT ${sources.id} FROM ${sources} WHERE ${sources.workspaceId} = ${workspaceId} AND ${sources.status} <> 'archived')`
      : sql`source_id = ${sourceId}`;
  const rows = await rowsOf<Row>(
    database,
    sql`SELECT id, source_id, state, fingerprint, count, total, decided_by, ${milliseconds("created_at", "since")},
          ${milliseconds("decided_at", "decided_at")}, (
            SELECT count(*)::int FROM ${deletionDocuments} AS of_it
            JOIN ${documents} AS held ON held.id = of_it.document_id AND held.workspace_id = of_it.workspace_id
            WHERE of_it.deletion_id = asked.id AND held.source_id = asked.source_id
              AND ((asked.state = 'released' AND of_it.row IS NULL) OR (asked.state = 'undone' AND held.indexed_hash IS NULL
                AND held.status = 'searchable'))
          ) AS pending, coalesce((
            SELECT json_agg(json_build_object('id', document_id, 'title', title, 'path', path) ORDER BY document_id) FROM (
              SELECT document_id, title, path FROM ${deletionDocuments} WHERE deletion_id = asked.id
              ORDER BY document_id LIMIT ${input.documents}
            ) AS first
          ), '[]') AS shown
        FROM ${deletions} AS asked WHERE workspace_id = ${workspaceId} AND ${ofSources}
        ORDER BY state = 'held' DESC, created_at DESC, id LIMIT ${input.limit}`,
  );
  return rows.map(toDeletion);
}

/** How many documents are held from being deleted, by source; sources without are left out. */
export async function heldBySource(database: Database, workspaceId: string): Promise<Map<string, number>> {
  const rows = await rowsOf<{ source_id: string; count: number }>(
    database,
    sql`SELECT source_id, count FROM ${deletions} WHERE workspace_id = ${workspaceId} AND state = 'held'`,
  );
  return new Map(rows.map(({ source_id, count }) => [source_id, count]));
}

function toDeletion(row: Row): LargeDeletion {
  const { id, state, fingerprint, count, total, pending, shown } = row;
  return {
    ...{ id, sourceId: row.source_id, state, fingerprint, count, total, pending, documents: shown },
    reason: `A complete listing no longer shows ${count} of ${total} documents, more than a quarter of the source.`,
    since: new Date(row.since).toISOString(),
    decidedAt: row.decided_at === null ? null : new Date(row.decided_at).toISOString(),
    decidedBy: row.decided_by,
    undoUntil:
      state === "released" && row.decided_at !== null
        ? new Date(row.decided_at + KEPT_DAYS * DAY_MS).toISOString()
        : null,
  };
}

function milliseconds(column: string, name: string) {
  return sql.raw(`(extract(epoch FROM ${column}) * 1000)::float8 AS ${name}`);
}
