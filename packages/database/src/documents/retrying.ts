import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { documents as table } from "../schema/tables.ts";
import type { SourceScope } from "./types.ts";

/**
 * Makes failed documents of a source pending, one or all: the next sync of whatever kind reads them again. What is searchable
 * of them stays so. Returns how many are pending now, those included that were before.
 */
export async function askAgain(database: Database, input: SourceScope & { readonly id?: string }): Promise<number> {
  const { workspaceId, sourceId, id } = input;
  const own = sql`workspace_id = ${workspaceId} AND source_id = ${sourceId} ${id === undefined ? sql`` : sql`AND id = ${id}`}`;
  const [row] = await rowsOf<{ count: number }>(
    database,
    sql`WITH asked AS (UPDATE ${table} SET status = 'pending' WHERE ${own} AND status = 'failed' RETURNING 1)
        SELECT ((SELECT count(*) FROM asked) + (SELECT count(*) FROM ${table} WHERE ${own} AND status = 'pending'))::int AS count`,
  );
  return row?.count ?? 0;
}
