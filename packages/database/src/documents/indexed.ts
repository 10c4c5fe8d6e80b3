import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { sources, documents as table } from "../schema/tables.ts";
import { idArray } from "./listing.ts";

/** How many vectors a document is to have. */
export interface IndexedDocument {
  readonly id: string;
  readonly sourceId: string;
  readonly chunkCount: number;
  /** Whether exactly these vectors belong to it: it is searchable as it is, and nothing is under way. */
  readonly settled: boolean;
}

const columns = sql.raw(
  `id, source_id AS "sourceId", chunk_count AS "chunkCount",
   (status = 'searchable' AND content_hash IS NOT DISTINCT FROM indexed_hash) AS settled`,
);

/** How many vectors the workspace's documents have by their rows. */
export async function vectorTotal(database: Database, workspaceId: string): Promise<number> {
  const [row] = await rowsOf<{ total: string }>(
    database,
    sql`SELECT coalesce(sum(chunk_count), 0)::text AS total FROM ${table} WHERE workspace_id = ${workspaceId}`,
  );
  return Number(row?.total ?? 0);
}

/** The documents of these ids that there are, whatever their state. */
export function indexedByIds(
  database: Database,
  input: { readonly workspaceId: string; readonly ids: readonly string[] },
): Promise<IndexedDocument[]> {
  return rowsOf(
    database,
    sql`SELECT ${columns} FROM ${table}
        WHERE workspace_id = ${input.workspaceId} AND id = ANY(${idArray(input.ids)}::text[])`,
  );
}

/** Documents indexed under a configuration, with at least one vector, in the order of their ids after `after`. */
export function indexedPage(
  database: Database,
  input: {
    readonly workspaceId: string;
    readonly configHash: string;
    readonly after: string;
    readonly limit: number;
  },
): Promise<IndexedDocument[]> {
  return rowsOf(
    database,
    sql`SELECT ${columns} FROM ${table}
        WHERE workspace_id = ${input.workspaceId} AND id > ${input.after} AND config_hash = ${input.configHash}
          AND status = 'searchable' AND chunk_count > 0
        ORDER BY id LIMIT ${input.limit}`,
  );
}

/** Has searchable documents indexed again by the next sync of their source: their vectors are gone. Returns their sources. */
export async function markLost(
  database: Database,
  input: { readonly workspaceId: string; readonly configHash: string; readonly ids: readonly string[] },
): Promise<string[]> {
  // An empty configuration is never the current one.
  const rows = await rowsOf<{ source_id: string }>(
    database,
    sql`UPDATE ${table} SET config_hash = '' WHERE workspace_id = ${input.workspaceId} AND status = 'searchable'
          AND config_hash = ${input.configHash} AND id = ANY(${idArray(input.ids)}::text[]) RETURNING source_id`,
  );
  return [...new Set(rows.map(({ source_id }) => source_id))];
}

/** Ids of documents whose source is not there any more. */
export async function withoutSource(
  database: Database,
  input: { readonly workspaceId: string; readonly limit: number },
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    database,
    sql`SELECT id FROM ${table} WHERE workspace_id = ${input.workspaceId}
          AND NOT EXISTS (SELECT FROM ${sources} WHERE ${sources.id} = ${table.sourceId}) LIMIT ${input.limit}`,
  );
  return rows.map(({ id }) => id);
}
