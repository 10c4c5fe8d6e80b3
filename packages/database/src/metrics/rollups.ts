import type { HourlyMetrics } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { metricRollups as table, usageCounters } from "../schema/metric-tables.ts";
import { documents, jobBatches, jobs, sources, workspaces } from "../schema/tables.ts";
import { webhookDeliveries } from "../schema/webhook-tables.ts";
import { type HourlyCount, type ModelPrice, toMetrics } from "./hourly-counts.ts";

/** Milliseconds of an hour. */
export const HOUR_MS = 3_600_000;

/** What happened in an hour. */
export interface HourlyRollup {
  /** Start of the hour. */
  readonly hour: string;
  readonly metrics: HourlyMetrics;
}

/** Queries on what happened in each hour of a workspace. */
export const rollups = {
  /**
   * Workspaces with hours that ended before `until` and are to be added up, those that wait longest first, each from the
   * last hour that was: what came late is in it the second time. `since` is the earliest hour that is caught up on. Not
   * bound to a workspace, like the schedule that asks.
   */
  async due(
    database: Database,
    input: { readonly since: Date; readonly until: Date; readonly limit: number },
  ): Promise<{ workspaceId: string; from: string }[]> {
    const { since, until, limit } = input;
    const rows = await rowsOf<{ id: string; from: string }>(
      database,
      sql`SELECT ${workspaces.id} AS id, greatest(${since.toISOString()}::timestamptz, coalesce(
              (SELECT max(hour) FROM ${table} WHERE workspace_id = ${workspaces.id}),
              date_trunc('hour', ${workspaces.createdAt}, 'UTC'))) AS from
          FROM ${workspaces}
          WHERE NOT EXISTS (SELECT FROM ${table} WHERE workspace_id = ${workspaces.id}
            AND hour >= ${until.toISOString()}::timestamptz - interval '1 hour')
            AND ${workspaces.createdAt} < ${until.toISOString()}::timestamptz
          ORDER BY 2, 1 LIMIT ${limit}`,
    );
    return rows.map(({ id, from }) => ({ workspaceId: id, from: new Date(from).toISOString() }));
  },

  /**
   * Adds up the hours of a workspace from `from` to before `until`, both at the start of an hour, from what the rows say
   * now: doing it again gives the same. How many documents can be found is noted for the last hour if `current`.
   */
  async rollUp(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly from: Date;
      readonly until: Date;
      readonly price: ModelPrice;
      readonly current: boolean;
    },
  ): Promise<number> {
    const { workspaceId, from, until, price, current } = input;
    const counts = await readCounts(database, { workspaceId, from, until });
    const searchable = current ? await countSearchable(database, workspaceId) : null;
    const hours = [];
    for (let hour = from.getTime(); hour < until.getTime(); hour += HOUR_MS) {
      const metrics = toMetrics(
        counts.filter((count) => count.hour === hour),
        { price },
      );
      const isLast = hour + HOUR_MS === until.getTime();
      hours.push({
        hour: new Date(hour).toISOString(),
        metrics: { ...metrics, searchable: isLast ? searchable : null },
      });
    }
    await rowsOf(
      database,
      sql`INSERT INTO ${table} (workspace_id, hour, metrics)
          SELECT ${workspaceId}, hour, metrics
          FROM json_to_recordset(${JSON.stringify(hours)}::json) AS given (hour timestamptz, metrics jsonb)
          ON CONFLICT (workspace_id, hour) DO UPDATE SET computed_at = now(), metrics = CASE
            WHEN excluded.metrics->'searchable' = 'null'
            THEN jsonb_set(excluded.metrics, '{searchable}', ${table}.metrics->'searchable')
            ELSE excluded.metrics END`,
    );
    return hours.length;
  },

  /** The hour of a workspace that is under way at `now`, as far as it is written down; nothing is stored. */
  async current(
    database: Database,
    input: { readonly workspaceId: string; readonly now: Date; readonly price: ModelPrice },
  ): Promise<HourlyRollup> {
    const { workspaceId, now, price } = input;
    const start = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
    const [from, until] = [new Date(start), new Date(start + HOUR_MS)];
    const [counts, searchable] = await Promise.all([
      readCounts(database, { workspaceId, from, until }),
      countSearchable(database, workspaceId),
    ]);
    return { hour: from.toISOString(), metrics: { ...toMetrics(counts, { price }), searchable } };
  },

  /** The hours of a workspace from `from` to before `until`, oldest first. */
  async list(
    database: Database,
    input: { readonly workspaceId: string; readonly from: Date; readonly until: Date },
  ): Promise<HourlyRollup[]> {
    const rows = await rowsOf<{ hour: string; metrics: HourlyMetrics }>(
      database,
      sql`SELECT hour, metrics FROM ${table}
          WHERE workspace_id = ${input.workspaceId} AND hour >= ${input.from.toISOString()}::timestamptz
            AND hour < ${input.until.toISOString()}::timestamptz ORDER BY hour`,
    );
    return rows.map(({ hour, metrics }) => ({ hour: new Date(hour).toISOString(), metrics }));
  },
};

async function readCounts(
  database: Database,
  input: { readonly workspaceId: string; readonly from: Date; readonly until: Date },
): Promise<HourlyCount[]> {
  const { workspaceId } = input;
  const [from, until] = [input.from.toISOString(), input.until.toISOString()];
  const within = (column: ReturnType<typeof sql>) =>
    sql`${column} >= ${from}::timestamptz AND ${column} < ${until}::timestamptz`;
  const ended = sql`${jobs.workspaceId} = ${workspaceId} AND ${within(sql`${jobs.finishedAt}`)}`;
  const rows = await rowsOf<Omit<HourlyCount, "hour" | "value"> & { readonly at: string; readonly value: string }>(
    database,
    sql`WITH ended AS (
          SELECT ${jobs.id} AS id, date_trunc('hour', ${jobs.finishedAt}, 'UTC') AS at, ${jobs.status} AS status,
            coalesce(${sources.kind}, 'unknown') AS kind,
            extract(epoch FROM ${jobs.finishedAt} - coalesce(${jobs.startedAt}, ${jobs.createdAt})) AS seconds
          FROM ${jobs} LEFT JOIN ${sources} ON ${sources.id} = ${jobs.sourceId} WHERE ${ended}
        )
        SELECT at, 'sync' AS name, kind AS label,
          CASE status WHEN 'completed_with_failures' THEN 'completedWithFailures' ELSE status END AS part,
          count(*)::text AS value FROM ended GROUP BY 1, 3, 4
        UNION ALL
        SELECT at, 'sync', kind, 'seconds', round(sum(seconds)::numeric, 3)::text FROM ended GROUP BY 1, 3
        UNION ALL
        SELECT at, 'documents', '', part, sum(value)::text FROM ended
          JOIN ${jobBatches} ON ${jobBatches.jobId} = ended.id
          CROSS JOIN LATERAL (VALUES ('added', added), ('updated', updated), ('deleted', deleted), ('skipped', skipped),
            ('failed', failed)) AS sums (part, value) GROUP BY 1, 4
        UNION ALL
        SELECT date_trunc('hour', received_at, 'UTC'), 'webhook', kind, state, count(*)::text
          FROM ${webhookDeliveries} WHERE workspace_id = ${workspaceId} AND ${within(sql`received_at`)} GROUP BY 1, 3, 4
        UNION ALL
        SELECT hour, name, label, '', value::text FROM ${usageCounters}
          WHERE workspace_id = ${workspaceId} AND ${within(sql`hour`)}`,
  );
  return rows.map(({ at, name, label, part, value }) => ({
    ...{ name, label, part },
    hour: new Date(at).getTime(),
    value: Number(value),
  }));
}

async function countSearchable(database: Database, workspaceId: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    database,
    sql`SELECT count(*)::int AS count FROM ${documents} JOIN ${sources} ON ${sources.id} = ${documents.sourceId}
        WHERE ${documents.workspaceId} = ${workspaceId} AND ${documents.status} = 'searchable'
          AND ${sources.status} <> 'archived'`,
  );
  return row?.count ?? 0;
}
