import {
  type ChangeHint,
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
import { documents, jobBatches, jobPages, jobs } from "../schema/tables.ts";

/** A job as SQL gives it: its own columns and the sums over its batches. */
export interface JobRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly source_id: string;
  readonly mode: SyncMode;
  readonly trigger: string;
  readonly status: JobStatus;
  readonly claim: string | null;
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
  readonly pages: number;
  readonly stored: number;
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  readonly skipped: number;
  readonly failed: number;
  readonly chunks: number;
  readonly embedded: number;
  readonly cached: number;
}

/** The columns a job keeps what it is to do in, named as in `Wanted`. */
export const wantedColumns = sql.raw('mode, changes, next_mode AS "nextMode", next_changes AS "nextChanges"');

/** A value as a parameter for a jsonb column. */
export function toJson(value: ChangeHint | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Jobs that fit a condition, with what their batches add up to. */
export function selectJobs(database: Database, condition: SQL): Promise<JobRow[]> {
  return rowsOf<JobRow>(
    database,
    sql`SELECT ${jobs}.*, sums.*,
          (SELECT count(*)::int FROM ${jobPages} WHERE ${jobPages.jobId} = ${jobs.id}) AS pages,
          CASE WHEN ${jobs.status} = 'running' THEN (
            SELECT count(*)::int FROM ${documents} WHERE ${documents.workspaceId} = ${jobs.workspaceId}
              AND ${documents.sourceId} = ${jobs.sourceId} AND ${documents.status} = 'pending'
              AND ${documents.attempt} = ${jobs.id}
          ) ELSE 0 END AS stored
        FROM ${jobs} CROSS JOIN LATERAL (
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
    progress: { done: row.done + unchanged, total: row.total + unchanged, listing, ...paceOf(row) },
    waiting: waitingOf(row),
    createdAt: isoTime(row.created_at),
    startedAt: row.started_at === null ? null : isoTime(row.started_at),
    finishedAt: row.finished_at === null ? null : isoTime(row.finished_at),
  };
}

/** How far its reading is, how fast it goes, and how long it will take at that rate. */
function paceOf(row: JobRow): Pick<Job["progress"], "pages" | "fetched" | "perSecond" | "remainingSeconds"> {
  const { done, total, pages, listing } = row;
  // Those stored and not indexed yet are in batches that are not done.
  const fetched = Math.min(done + row.stored, total);
  const endedAt = row.finished_at === null ? Date.now() : Date.parse(row.finished_at);
  const seconds = row.started_at === null ? 0 : (endedAt - Date.parse(row.started_at)) / 1_000;
  if (done === 0 || seconds <= 0) return { pages, fetched, perSecond: null, remainingSeconds: null };
  const perSecond = Number((done / seconds).toPrecision(3));
  const waiting = waitingOf(row);
  const waitMs = waiting ? Date.parse(waiting.until) - Date.now() : 0;
  const known = isJobActive(row.status) && !listing;
  const remainingSeconds = known ? Math.ceil((total - done) / (done / seconds) + Math.max(waitMs, 0) / 1_000) : null;
  return { pages, fetched, perSecond, remainingSeconds };
}

/** A wait is over when its time has come, or the job's: nobody has to take it back. */
function waitingOf({ waiting, status }: JobRow): JobWaiting | null {
  return waiting && isJobActive(status) && Date.parse(waiting.until) > Date.now() ? waiting : null;
}

function isoTime(text: string): string {
  return new Date(text).toISOString();
}
