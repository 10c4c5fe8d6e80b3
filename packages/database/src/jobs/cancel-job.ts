import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { jobSightings, jobs as table } from "../schema/tables.ts";
import { sourceTouches } from "../webhooks/touches.ts";
import { wantedColumns } from "./job-rows.ts";
import type { Wanted } from "./wanted.ts";

/**
 * Ends a job that is queued or running; false when it was over already or the workspace has none of this id. What it was
 * to read by name, and what was named while it ran, is noted as read by name: the next sync reads it again.
 */
export function cancelJob(database: Database, workspaceId: string, id: string): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const [cancelled] = await rowsOf<{ source_id: string } & Wanted>(
      transaction,
      sql`UPDATE ${table} SET status = 'cancelled', listing = false, finished_at = now()
          WHERE workspace_id = ${workspaceId} AND id = ${id} AND status IN ('queued', 'running')
          RETURNING source_id, ${wantedColumns}`,
    );
    if (!cancelled) return false;
    const references = [...(cancelled.changes?.references ?? []), ...(cancelled.nextChanges?.references ?? [])];
    await sourceTouches.add(transaction, { workspaceId, sourceId: cancelled.source_id, references });
    await rowsOf(transaction, sql`DELETE FROM ${jobSightings} WHERE job_id = ${id}`);
    return true;
  });
}

/** Whether a job was cancelled; false for one the workspace has not. */
export async function isJobCancelled(database: Database, workspaceId: string, id: string): Promise<boolean> {
  const rows = await rowsOf(
    database,
    sql`SELECT 1 FROM ${table} WHERE workspace_id = ${workspaceId} AND id = ${id} AND status = 'cancelled'`,
  );
  return rows.length > 0;
}
