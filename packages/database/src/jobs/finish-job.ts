import { type ChangeHint, type JobCounts, noCounts, type Problem } from "@tributary/validation";
import { keepListing } from "../completeness/keep-listing.ts";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { jobSightings, jobs, sources } from "../schema/tables.ts";
import { countsOf, selectJobs } from "./job-rows.ts";

/**
 * Ends a job and brings its source up to date in one transaction: after success the cursor, the time and no problem,
 * after failure the problem; what a complete listing of it showed. A job that is over stays as it is, so that finishing twice
 * is finishing once; one that never came to be has done nothing. `again` says that more was asked for while it ran, `changes` what of that was named.
 */
export function finishJob(
  database: Database,
  input: {
    readonly workspaceId: string;
    readonly jobId: string;
    readonly status: "completed" | "completed_with_failures" | "failed" | "cancelled";
    readonly problem?: Problem;
    readonly cursor?: string;
    /** Set for a job that listed nothing: its success says nothing of the source. */
    readonly retry?: boolean;
  },
): Promise<{ again: boolean; changes: ChangeHint | null; counts: JobCounts }> {
  const { workspaceId, jobId, status } = input;
  return database.transaction(async (transaction) => {
    const problem = input.problem ? JSON.stringify(input.problem) : null;
    const [ended] = await rowsOf<{ source_id: string }>(
      transaction,
      sql`UPDATE ${jobs} SET status = ${status}, problem = ${problem}::jsonb, cursor = ${input.cursor ?? null}::text,
            listing = false, finished_at = now()
          WHERE workspace_id = ${workspaceId} AND id = ${jobId} AND status IN ('queued', 'running') RETURNING source_id`,
    );
    const succeeded = status === "completed" || status === "completed_with_failures";
    if (ended && status !== "cancelled" && !(succeeded && input.retry)) {
      const cursor = succeeded && input.cursor !== undefined ? sql`cursor = ${input.cursor}, ` : sql``;
      const lastSyncAt = succeeded ? sql`last_sync_at = now(), ` : sql``;
      await rowsOf(
        transaction,
        sql`UPDATE ${sources} SET ${cursor}${lastSyncAt} problem = ${succeeded ? null : problem}::jsonb,
              status = CASE WHEN status IN ('paused', 'archived') THEN status ELSE ${succeeded ? "active" : "failing"} END
            WHERE workspace_id = ${workspaceId} AND id = ${ended.source_id}`,
      );
    }
    if (ended && status !== "cancelled") {
      await keepListing(transaction, { workspaceId, sourceId: ended.source_id, jobId, succeeded });
    }
    if (ended) await rowsOf(transaction, sql`DELETE FROM ${jobSightings} WHERE job_id = ${jobId}`);
    const [row] = await selectJobs(
      transaction,
      sql`WHERE ${jobs.workspaceId} = ${workspaceId} AND ${jobs.id} = ${jobId}`,
    );
    if (!row) return { again: false, changes: null, counts: noCounts };
    const [held] = await rowsOf<{ changes: ChangeHint | null }>(
      transaction,
      sql`SELECT changes FROM ${jobs} WHERE workspace_id = ${workspaceId} AND id = ${jobId}`,
    );
    return { again: row.again, changes: row.again ? (held?.changes ?? null) : null, counts: countsOf(row) };
  });
}
