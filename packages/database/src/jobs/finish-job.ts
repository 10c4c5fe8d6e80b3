import { type Job, type JobCounts, noCounts, type Problem } from "@tributary/validation";
import { keepListing } from "../completeness/keep-listing.ts";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { newId } from "../identifiers.ts";
import { rowsOf } from "../query.ts";
import { jobSightings, jobs, sources } from "../schema/tables.ts";
import { countsOf, selectJobs, toJson, wantedColumns } from "./job-rows.ts";
import { type Wanted, wantedNext } from "./wanted.ts";

/** A queued job, to be told to the workflows. */
export type NextJob = Pick<Job, "id" | "mode" | "trigger">;

/**
 * Ends a job and brings its source up to date in one transaction: after success the cursor, the time and no problem,
 * after failure the problem; what a complete listing of it showed. A job that is over stays as it is, so that finishing twice
 * is finishing once; one that never came to be has done nothing. `next` is the queued job that does what was asked for
 * meanwhile, and after a failure what this one was to do; after a cancellation there is none.
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
): Promise<{ next: NextJob | null; counts: JobCounts }> {
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
    if (!row) return { next: null, counts: noCounts };
    if (ended && status !== "cancelled") {
      await queueNext(transaction, { workspaceId, sourceId: ended.source_id, jobId, failed: !succeeded });
    }
    const [next] = await rowsOf<NextJob>(
      transaction,
      sql`SELECT id, mode, trigger FROM ${jobs}
          WHERE workspace_id = ${workspaceId} AND source_id = ${row.source_id} AND status = 'queued'`,
    );
    return { next: next ?? null, counts: countsOf(row) };
  });
}

/** Queues the job that does what was asked for while another ran, unless its source is disconnected. */
async function queueNext(
  database: Database,
  input: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly jobId: string;
    readonly failed: boolean;
  },
): Promise<void> {
  const { workspaceId, sourceId, jobId, failed } = input;
  const [ended] = await rowsOf<Wanted>(database, sql`SELECT ${wantedColumns} FROM ${jobs} WHERE id = ${jobId}`);
  const next = ended ? wantedNext(ended, failed) : null;
  if (!next) return;
  const { mode, changes, nextMode, nextChanges } = next;
  const trigger = changes?.references.length === 0 ? "retry" : "follow-up";
  await rowsOf(
    database,
    sql`INSERT INTO ${jobs} (id, workspace_id, source_id, mode, trigger, status, changes, next_mode, next_changes)
        SELECT ${newId("job")}, ${workspaceId}, id, ${mode}, ${trigger}, 'queued', ${toJson(changes)}::jsonb,
          ${nextMode}::text, ${toJson(nextChanges)}::jsonb
        FROM ${sources} WHERE workspace_id = ${workspaceId} AND id = ${sourceId} AND status <> 'archived'`,
  );
}
