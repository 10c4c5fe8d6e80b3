import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { searchedQueries as table } from "../schema/metric-tables.ts";
import { workspaces } from "../schema/tables.ts";

/** Queries on what was searched for. */
export const searchedQueries = {
  /** Counts queries. Those of workspaces that are gone are dropped. */
  async add(
    database: Database,
    counts: readonly { readonly workspaceId: string; readonly query: string; readonly count: number }[],
  ): Promise<void> {
    if (counts.length === 0) return;
    await rowsOf(
      database,
      sql`INSERT INTO ${table} (workspace_id, query, count, last_at)
          SELECT ${workspaces.id}, given.query, sum(given.count), now()
          FROM json_to_recordset(${JSON.stringify(counts)}::json) AS given ("workspaceId" text, query text, count int)
          JOIN ${workspaces} ON ${workspaces.id} = given."workspaceId"
          GROUP BY 1, 2
          ON CONFLICT (workspace_id, query) DO UPDATE
            SET count = least(${table}.count::bigint + excluded.count, 2000000000), last_at = excluded.last_at`,
    );
  },

  /** Ids of workspaces in which something was searched for, those that searched last first. */
  async workspaceIds(database: Database, limit: number): Promise<string[]> {
    const rows = await rowsOf<{ workspace_id: string }>(
      database,
      sql`SELECT workspace_id FROM ${table} GROUP BY workspace_id ORDER BY max(last_at) DESC, workspace_id LIMIT ${limit}`,
    );
    return rows.map((row) => row.workspace_id);
  },

  /** The queries of a workspace that were searched for most often, the most frequent first. */
  async top(database: Database, workspaceId: string, limit: number): Promise<string[]> {
    const rows = await rowsOf<{ query: string }>(
      database,
      sql`SELECT query FROM ${table} WHERE workspace_id = ${workspaceId}
          ORDER BY count DESC, last_at DESC, query LIMIT ${limit}`,
    );
    return rows.map(({ query }) => query);
  },
};
