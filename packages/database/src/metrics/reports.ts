import type { HourlyMetrics, Report, ReportPeriod, ReportSummary } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { reports as table } from "../schema/metric-tables.ts";
import { toStorable } from "../storable-text.ts";

interface Row {
  readonly id: string;
  readonly period: ReportPeriod;
  readonly starts_at: string;
  readonly created_at: string;
}

/** Queries on reports. */
export const reports = {
  /** Keeps the report of a period, in place of an earlier one of the same period. Throws `constraint` for an unknown workspace. */
  async store(
    database: Database,
    report: Omit<Report, "createdAt"> & { readonly workspaceId: string },
  ): Promise<string> {
    const { id, workspaceId, period, startsAt, metrics, markdown } = report;
    const [row] = await rowsOf<{ id: string }>(
      database,
      sql`INSERT INTO ${table} (id, workspace_id, period, starts_at, metrics, markdown)
          VALUES (${id}, ${workspaceId}, ${period}, ${startsAt}::timestamptz, ${JSON.stringify(metrics)}::jsonb,
            ${toStorable(markdown)})
          ON CONFLICT (workspace_id, starts_at, period) DO UPDATE
            SET metrics = excluded.metrics, markdown = excluded.markdown, created_at = now()
          RETURNING id`,
    );
    return row?.id ?? id;
  },

  /** One report of the workspace; null when it has none of this id. */
  async get(database: Database, { workspaceId, id }: { workspaceId: string; id: string }): Promise<Report | null> {
    const [row] = await rowsOf<Row & { metrics: HourlyMetrics; markdown: string }>(
      database,
      sql`SELECT id, period, starts_at, created_at, metrics, markdown FROM ${table}
          WHERE workspace_id = ${workspaceId} AND id = ${id}`,
    );
    return row ? { ...toSummary(row), metrics: row.metrics, markdown: row.markdown } : null;
  },

  /** The newest reports first; `before` is a moment, whose predecessors are returned. */
  async list(
    database: Database,
    filter: {
      readonly workspaceId: string;
      readonly period?: ReportPeriod | undefined;
      readonly before?: string | undefined;
      readonly limit: number;
    },
  ): Promise<ReportSummary[]> {
    const { workspaceId, period, before, limit } = filter;
    const rows = await rowsOf<Row>(
      database,
      sql`SELECT id, period, starts_at, created_at FROM ${table} WHERE workspace_id = ${workspaceId}
            ${period === undefined ? sql`` : sql`AND period = ${period}`}
            ${before === undefined ? sql`` : sql`AND starts_at < ${before}::timestamptz`}
          ORDER BY starts_at DESC, period LIMIT ${limit}`,
    );
    return rows.map(toSummary);
  },
};

function toSummary({ id, period, starts_at, created_at }: Row): ReportSummary {
  return { id, period, startsAt: new Date(starts_at).toISOString(), createdAt: new Date(created_at).toISOString() };
}
