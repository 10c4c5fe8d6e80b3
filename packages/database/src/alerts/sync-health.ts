import type { SourceStatus, SyncSchedule } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { coverageRecords } from "../schema/alert-tables.ts";
import { documents, jobs, sources } from "../schema/tables.ts";

/** How one source is doing. Times are milliseconds since 1970. */
export interface SourceHealth {
  readonly sourceId: string;
  readonly name: string;
  readonly status: SourceStatus;
  /** Its own schedule; null: it is synced nightly. */
  readonly schedule: SyncSchedule | null;
  /** When a sync last succeeded, or the source was connected. */
  readonly heardOfAt: number;
  /** When its oldest running sync began; null while none runs. */
  readonly runningSince: number | null;
  /** Syncs that ended in the last 24 hours, cancelled ones left out, and how many of them failed. */
  readonly ended: number;
  readonly failed: number;
  readonly documents: { readonly searchable: number; readonly failed: number; readonly total: number };
  /** What could be found at the last look that was written down; null before the first. */
  readonly coverage: { readonly searchable: number; readonly recordedAt: number } | null;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly status: SourceStatus;
  readonly schedule: SyncSchedule | null;
  readonly heard_of_at: number;
  readonly running_since: number | null;
  readonly ended: number;
  readonly failed: number;
  readonly searchable: number;
  readonly failed_documents: number;
  readonly total: number;
  readonly covered: number | null;
  readonly recorded_at: number | null;
}

const milliseconds = (time: string) => sql.raw(`(extract(epoch FROM ${time}) * 1000)::float8`);

/** Queries on how the syncs of a workspace are doing. */
export const syncHealth = {
  /** Every source of the workspace that is synced, as it is now. */
  async read(database: Database, workspaceId: string): Promise<SourceHealth[]> {
    const rows = await rowsOf<Row>(
      database,
      sql`SELECT source.id, source.name, source.status, source.sync_schedule AS schedule,
            ${milliseconds("coalesce(source.last_sync_at, source.created_at)")} AS heard_of_at,
            ${milliseconds("recent.running_since")} AS running_since,
            coalesce(recent.ended, 0)::int AS ended, coalesce(recent.failed, 0)::int AS failed,
            coalesce(held.searchable, 0)::int AS searchable, coalesce(held.failed, 0)::int AS failed_documents,
            coalesce(held.total, 0)::int AS total,
            coverage.searchable AS covered, ${milliseconds("coverage.recorded_at")} AS recorded_at
          FROM ${sources} AS source
          LEFT JOIN (
            SELECT source_id, min(started_at) FILTER (WHERE status = 'running') AS running_since,
              count(*) FILTER (WHERE status IN ('completed', 'completed_with_failures', 'failed')
                AND finished_at > now() - interval '24 hours') AS ended,
              count(*) FILTER (WHERE status = 'failed' AND finished_at > now() - interval '24 hours') AS failed
            FROM ${jobs} WHERE workspace_id = ${workspaceId}
              AND (status = 'running' OR finished_at > now() - interval '24 hours') GROUP BY source_id
          ) AS recent ON recent.source_id = source.id
          LEFT JOIN (
            SELECT source_id, count(*) FILTER (WHERE status = 'searchable') AS searchable,
              count(*) FILTER (WHERE status = 'failed') AS failed,
              count(*) FILTER (WHERE status IN ('searchable', 'failed', 'pending')) AS total
            FROM ${documents}
            WHERE source_id IN (SELECT id FROM ${sources} WHERE workspace_id = ${workspaceId}) GROUP BY source_id
          ) AS held ON held.source_id = source.id
          LEFT JOIN ${coverageRecords} AS coverage ON coverage.source_id = source.id
          WHERE source.workspace_id = ${workspaceId} AND source.status IN ('active', 'failing')
          ORDER BY source.id`,
    );
    return rows.map((row) => ({
      ...{ sourceId: row.id, name: row.name, status: row.status, schedule: row.schedule },
      ...{ heardOfAt: row.heard_of_at, runningSince: row.running_since, ended: row.ended, failed: row.failed },
      documents: { searchable: row.searchable, failed: row.failed_documents, total: row.total },
      coverage:
        row.covered === null || row.recorded_at === null
          ? null
          : { searchable: row.covered, recordedAt: row.recorded_at },
    }));
  },

  /** Writes down what can be found of some sources now, for later looks to compare with. */
  async recordCoverage(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly records: readonly { readonly sourceId: string; readonly searchable: number }[];
    },
  ): Promise<void> {
    if (input.records.length === 0) return;
    await rowsOf(
      database,
      sql`INSERT INTO ${coverageRecords} (source_id, searchable)
          SELECT source.id, record.searchable FROM ${sources} AS source
          JOIN jsonb_to_recordset(${JSON.stringify(input.records)}::jsonb) AS record ("sourceId" text, searchable int)
            ON record."sourceId" = source.id
          WHERE source.workspace_id = ${input.workspaceId}
          ON CONFLICT (source_id) DO UPDATE SET searchable = excluded.searchable, recorded_at = now()`,
    );
  },
};
