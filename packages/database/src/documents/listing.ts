import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { deletionDocuments, deletions } from "../schema/deletion-tables.ts";
import { jobSightings, jobs, documents as table } from "../schema/tables.ts";
import { isStorable } from "../storable-text.ts";
import type { KnownDocument, SourceScope } from "./types.ts";

/** Ids read at once while going through a whole source. */
const IDS_PER_PAGE = 5_000;

/** What is held of these ids; ids of other sources and workspaces are not known. */
export async function known(
  database: Database,
  input: SourceScope & { readonly ids: readonly string[] },
): Promise<Map<string, KnownDocument>> {
  const rows = await rowsOf<{
    id: string;
    version: string;
    status: KnownDocument["status"];
    config_hash: string | null;
  }>(database, sql`SELECT id, version, status, config_hash FROM ${ofIds(input)}`);
  return new Map(rows.map(({ id, version, status, config_hash: configHash }) => [id, { version, status, configHash }]));
}

/** Notes that the job's listing showed these documents; those not held are ignored. Noting them again changes nothing. */
export async function markSeen(
  database: Database,
  input: SourceScope & { readonly jobId: string; readonly ids: readonly string[] },
): Promise<void> {
  const { workspaceId, jobId } = input;
  await rowsOf(
    database,
    sql`INSERT INTO ${jobSightings} (workspace_id, job_id, documents)
        SELECT ${workspaceId}, ${jobs.id}, seen.numbers FROM ${jobs} CROSS JOIN LATERAL (
          SELECT array_agg(number) AS numbers FROM ${ofIds(input)}
        ) AS seen
        WHERE ${jobs.workspaceId} = ${workspaceId} AND ${jobs.id} = ${jobId} AND seen.numbers IS NOT NULL`,
  );
}

/**
 * Ids the job neither listed nor fetched, in order: what a complete listing says is gone. Those already being deleted are
 * left out, and those a person said stay.
 */
export async function* absent(
  database: Database,
  input: SourceScope & { readonly jobId: string },
): AsyncGenerator<string> {
  const { workspaceId, sourceId, jobId } = input;
  const rows = await rowsOf<{ id: string }>(
    database,
    sql`SELECT id FROM ${table}
        WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId} AND status <> 'deleting'
          AND attempt IS DISTINCT FROM ${jobId}
          AND number NOT IN (
            SELECT unnest(documents) FROM ${jobSightings} WHERE workspace_id = ${workspaceId} AND job_id = ${jobId}
          )
          AND id NOT IN (
            SELECT document_id FROM ${deletionDocuments} JOIN ${deletions} ON ${deletions.id} = deletion_id
            WHERE ${deletions.workspaceId} = ${workspaceId} AND ${deletions.sourceId} = ${sourceId}
              AND ${deletions.state} IN ('kept', 'undone')
          )
        ORDER BY id`,
  );
  for (const { id } of rows) yield id;
}

/** Every id of a source, in order. */
export async function* ids(database: Database, scope: SourceScope): AsyncGenerator<string> {
  for (let after = ""; ; ) {
    const rows = await rowsOf<{ id: string }>(
      database,
      sql`SELECT id FROM ${table}
          WHERE workspace_id = ${scope.workspaceId} AND source_id = ${scope.sourceId} AND id > ${after}
          ORDER BY id LIMIT ${IDS_PER_PAGE}`,
    );
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (!last || rows.length < IDS_PER_PAGE) return;
    after = last.id;
  }
}

/**
 * Rows of these ids in the source, to select from. OFFSET 0 keeps the condition on the source apart: before the table is
 * analysed, the planner would rather read the whole source than look up ids.
 */
export function ofIds(input: SourceScope & { readonly ids: readonly string[] }): SQL {
  return sql`(
      SELECT * FROM (
        SELECT * FROM ${table} WHERE workspace_id = ${input.workspaceId} AND id = ANY(${idArray(input.ids)}::text[]) OFFSET 0
      ) AS of_ids WHERE source_id = ${input.sourceId}
    ) AS held`;
}

/** Ids as one array parameter, without those no row can have. */
export function idArray(values: readonly string[]) {
  return sql.param(values.filter(isStorable));
}
