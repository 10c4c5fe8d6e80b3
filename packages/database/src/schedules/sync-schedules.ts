import type { SyncSchedule } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { sources as table } from "../schema/tables.ts";

/** A source whose own schedule asks for a sync. */
export interface DueSource {
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly schedule: SyncSchedule;
  /** Since when, in ISO 8601: the time it was due at first, however many have passed since. */
  readonly dueAt: string;
}

/** Queries on the schedules sources have of their own. */
export const syncSchedules = {
  /** Gives a source a schedule and the time it comes due, or takes it away with null; false without such a source. */
  async set(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly sourceId: string;
      readonly schedule: SyncSchedule | null;
      readonly nextSyncAt: string | null;
    },
  ): Promise<boolean> {
    const { workspaceId, sourceId, schedule, nextSyncAt } = input;
    const changed = await rowsOf(
      database,
      sql`UPDATE ${table} SET sync_schedule = ${schedule ? JSON.stringify(schedule) : null}::jsonb,
            next_sync_at = ${nextSyncAt}::timestamptz
          WHERE workspace_id = ${workspaceId} AND id = ${sourceId} RETURNING id`,
    );
    return changed.length > 0;
  },

  /**
   * Sources of every workspace that are due at `now`, failing ones included, longest due first; paused and archived ones
   * are left out. Not bound to a workspace: the schedule of all of them is looked at at once.
   */
  async listDue(database: Database, input: { readonly now: string; readonly limit: number }): Promise<DueSource[]> {
    const rows = await rowsOf<{ id: string; workspace_id: string; sync_schedule: SyncSchedule; due_at: string }>(
      database,
      sql`SELECT id, workspace_id, sync_schedule,
            to_char(next_sync_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS due_at
          FROM ${table}
          WHERE next_sync_at <= ${input.now}::timestamptz AND sync_schedule IS NOT NULL
            AND status IN ('active', 'failing')
          ORDER BY next_sync_at, id LIMIT ${input.limit}`,
    );
    return rows.map(({ id, workspace_id: workspaceId, sync_schedule: schedule, due_at: dueAt }) => ({
      ...{ workspaceId, sourceId: id, schedule, dueAt },
    }));
  },

  /** Moves a source on to its next time, unless it is no longer due at the one given: its schedule was changed. */
  async advance(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly sourceId: string;
      readonly dueAt: string;
      readonly nextSyncAt: string | null;
    },
  ): Promise<void> {
    await rowsOf(
      database,
      sql`UPDATE ${table} SET next_sync_at = ${input.nextSyncAt}::timestamptz
          WHERE workspace_id = ${input.workspaceId} AND id = ${input.sourceId}
            AND next_sync_at = ${input.dueAt}::timestamptz`,
    );
  },
};
