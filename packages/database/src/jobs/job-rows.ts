import {
  isJobActive,
  type Job,
  type JobCounts,
  type JobStatus,
  type JobWaiting,
  type Problem,
  type SyncMode,
} from "@tributary/validation";
import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { jobBatches, jobs } from "../schema/tables.ts";

/** A job as SQL gives it: its own columns and the sums over its batches. */
export interface JobRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly source_id: string;
  readonly mode: SyncMode;
  readonly trigger: string;
  readonly status: JobStatus;
  readonly claim: string | null;
  readonly again: boolean;
  readonly listing: boolean;
  readonly listed: number;
  readonly unchanged: number;
  readonly held: number;
  readonly problem: Problem | null;
  readonly waiting: JobWaiting | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly done: number;
  readonly total: number;
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  readonly skipped: number;
  readonly failed: number;
  readonly chunks: number;
  readonly embedded: number;
  readonly cached: number;
}

/** Jobs that fit a condition, with what their batches add up to. */
export function selectJobs(database: Database, condition: SQL): Promise<JobRow[]> {
  return rowsOf<JobRow>(
    database,
    sql`SELECT ${jobs}.*, sums.* FROM ${jobs} CROSS JOIN LATERAL (
          SELECT coalesce(sum(size) FILTER (WHERE state = 'done'), 0)::int AS done, coalesce(sum(size), 0)::int AS total,
            coalesce(sum(added), 0)::int AS added, coalesce(sum(updated), 0)::int AS updated,
            coalesce(sum(deleted), 0)::int AS deleted, coalesce(sum(skipped), 0)::int AS skipped,
            coalesce(sum(failed), 0)::int AS failed, coalesce(sum(chunks), 0)::int AS chunks,
            coalesce(sum(embedded), 0)::int AS embedded, coalesce(sum(cached), 0)::int AS cached
          FROM ${jobBatches} WHERE ${jobBatches.jobId} = ${jobs.id}
        ) AS sums
        ${condition}`,
  );
}

/** What the job did so far. */
export function countsOf(row: JobRow): JobCounts {
  const { listed, unchanged, held, added, updated, deleted, skipped, failed, chunks, embedded, cached } = row;
  return { listed, added, updated, deleted, unchanged, skipped, failed, held, chunks, embedded, cached };
}

/** The job as the API shows it. */
export function toJob(row: JobRow): Job {
  const { id, mode, trigger, status, problem, unchanged, listing } = row;
  return {
    id,
    workspaceId: row.workspace_id,
    sourceId: row.source_id,
    mode,
    trigger,
    status,
    problem,
    counts: countsOf(row),
    // What a listing shows to be unchanged is done at once.
    progress: { done: row.done + unchanged, total: row.total + unchanged, listing },
    waiting: waitingOf(row),
    createdAt: isoTime(row.created_at),
    startedAt: row.started_at === null ? null : isoTime(row.started_at),
    finishedAt: row.finished_at === null ? null : isoTime(row.finished_at),
  };
}

/** A wait is over when its time has come, or the job's: nobody has to take it back. */
function waitingOf({ waiting, status }: JobRow): JobWaiting | null {
  return waiting && isJobActive(status) && Date.parse(waiting.until) > Date.now() ? waiting : null;
}

function isoTime(text: string): string {
  return new Date(text).toISOString();
}
