import type { ChangeHint, Job, JobStatus, JobWaiting, SyncMode } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { DatabaseError } from "../errors.ts";
import { newId } from "../identifiers.ts";
import { rowsOf } from "../query.ts";
import { sources, jobs as table } from "../schema/tables.ts";
import { cancelJob, isJobCancelled } from "./cancel-job.ts";
import { finishJob } from "./finish-job.ts";
import { selectJobs, toJob, toJson, wantedColumns } from "./job-rows.ts";
import { type Wanted, withAsked } from "./wanted.ts";

interface JobRequest {
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly mode: SyncMode;
  /** What asked for it, for people to read. */
  readonly trigger: string;
  /**
   * What alone is to be read again; without it everything that changed is. Without any references: the documents that were
   * asked for again (`documents.askAgain`), which every other sync takes up as well.
   */
  readonly changes?: ChangeHint | undefined;
}

const isActive = sql.raw("status IN ('queued', 'running')");

/** Queries on jobs. A source has at most one that is queued or running. */
export const jobs = {
  /**
   * Queues a sync. While one is queued or running, that one is returned: a queued one is made full when a full one is asked
   * for, and takes over what is named where it reads by name itself; all else is left to the sync that follows it, which
   * `finish` queues. Throws `not-found` for an unknown source.
   */
  request(database: Database, input: JobRequest): Promise<{ job: Job; created: boolean }> {
    return database.transaction(async (transaction) => {
      const { workspaceId, sourceId } = input;
      const id = newId("job");
      // The active job may end between the two statements: then there is room for a new one.
      for (let attempt = 0; attempt < 3; attempt++) {
        if (await insertJob(transaction, id, input, null)) {
          return { job: await getJob(transaction, workspaceId, id), created: true };
        }
        const active = await addToActive(transaction, input);
        if (active) return { job: await getJob(transaction, workspaceId, active), created: false };
      }
      throw new DatabaseError("conflict", `The syncs of ${sourceId} begin and end too fast, try again.`);
    });
  },

  /**
   * Starts a job for whoever shows `claim`, making it when `jobId` is new or absent. The same claim again starts it
   * again; `claimed` is false when the job was started by another claim or is over, or when another job of the source is
   * active, which is then the one returned and takes over what was asked for, as with `request`. `changes` is what alone is to be read again, null for everything that
   * changed. Throws `not-found` for an unknown source.
   */
  start(
    database: Database,
    input: JobRequest & { readonly jobId?: string; readonly claim: string },
  ): Promise<{ job: Job; claimed: boolean; changes: ChangeHint | null }> {
    return database.transaction(async (transaction) => {
      const { workspaceId, sourceId, claim } = input;
      const id = input.jobId ?? newId("job");
      const made = await insertJob(transaction, id, input, claim);
      const [row] = made
        ? []
        : await rowsOf<{ id: string }>(
            transaction,
            sql`SELECT id FROM ${table} WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId}
                  AND (id = ${id} OR ${isActive}) ORDER BY id = ${id} DESC FOR UPDATE LIMIT 1`,
          );
      if (!made && !row) throw new DatabaseError("conflict", `The sync of ${sourceId} ended just now, try again.`);
      const found = made ? id : (row?.id ?? id);
      // A job that was asked for by id belongs to the event that carries it; without an id any queued one will do.
      const mine = found === id || input.jobId === undefined;
      if (!mine) await addToActive(transaction, input);
      const claimed =
        mine &&
        (
          await rowsOf(
            transaction,
            sql`UPDATE ${table} SET status = 'running', claim = ${claim}, started_at = coalesce(started_at, now())
                WHERE workspace_id = ${workspaceId} AND id = ${found}
                  AND (status = 'queued' OR (status = 'running' AND claim = ${claim})) RETURNING id`,
          )
        ).length > 0;
      const [held] = await rowsOf<{ changes: ChangeHint | null }>(
        transaction,
        sql`SELECT changes FROM ${table} WHERE workspace_id = ${workspaceId} AND id = ${found}`,
      );
      return { job: await getJob(transaction, workspaceId, found), claimed, changes: held?.changes ?? null };
    });
  },

  finish: finishJob,

  /** One job of the workspace, with what it did so far; null when there is none of this id. */
  async get(database: Database, workspaceId: string, id: string): Promise<Job | null> {
    const [row] = await selectJobs(database, sql`WHERE ${table.workspaceId} = ${workspaceId} AND ${table.id} = ${id}`);
    return row ? toJob(row) : null;
  },

  /** The workspace's jobs, newest first, 50 unless told otherwise; only those after the job `before`, when given. */
  async list(
    database: Database,
    filter: {
      readonly workspaceId: string;
      readonly sourceId?: string | undefined;
      readonly status?: JobStatus | undefined;
      readonly before?: string | undefined;
      readonly limit?: number;
    },
  ): Promise<Job[]> {
    const { workspaceId, sourceId, status, before, limit = 50 } = filter;
    const place = sql`(SELECT created_at, id FROM ${table} WHERE workspace_id = ${workspaceId} AND id = ${before})`;
    // Chosen first: what their batches add up to is only asked for those that are shown.
    const rows = await selectJobs(
      database,
      sql`WHERE ${table.id} IN (
            SELECT id FROM ${table} WHERE workspace_id = ${workspaceId}
              ${sourceId === undefined ? sql`` : sql`AND source_id = ${sourceId}`}
              ${status === undefined ? sql`` : sql`AND status = ${status}`}
              ${before === undefined ? sql`` : sql`AND (created_at, id) < ${place}`}
            ORDER BY created_at DESC, id DESC LIMIT ${limit}
          )
          ORDER BY ${table.createdAt} DESC, ${table.id} DESC`,
    );
    return rows.map(toJob);
  },

  /** Notes that an active job waits; what it waited for before is forgotten, and the note is when its time has come. */
  async setWaiting(
    database: Database,
    input: { readonly workspaceId: string; readonly jobId: string; readonly waiting: JobWaiting },
  ): Promise<void> {
    await rowsOf(
      database,
      sql`UPDATE ${table} SET waiting = ${JSON.stringify(input.waiting)}::jsonb
          WHERE workspace_id = ${input.workspaceId} AND id = ${input.jobId} AND ${isActive}`,
    );
  },

  cancel: cancelJob,
  isCancelled: isJobCancelled,
};

/** Has the source's active job, or the one that follows it, do what is asked for too; its id, null when there is none. */
async function addToActive(database: Database, input: JobRequest): Promise<string | null> {
  const [active] = await rowsOf<{ id: string; status: JobStatus } & Wanted>(
    database,
    sql`SELECT id, status, ${wantedColumns} FROM ${table}
        WHERE workspace_id = ${input.workspaceId} AND source_id = ${input.sourceId} AND ${isActive} FOR UPDATE`,
  );
  if (!active) return null;
  const { mode, changes, nextMode, nextChanges } = withAsked(active, input, active.status === "queued");
  await rowsOf(
    database,
    sql`UPDATE ${table} SET mode = ${mode}, changes = ${toJson(changes)}::jsonb, next_mode = ${nextMode}::text,
          next_changes = ${toJson(nextChanges)}::jsonb
        WHERE id = ${active.id}`,
  );
  return active.id;
}

/** Makes a job unless its id is taken or the source has an active one; says whether it did. */
async function insertJob(database: Database, id: string, input: JobRequest, claim: string | null): Promise<boolean> {
  const { workspaceId, sourceId, mode, trigger, changes } = input;
  const [source] = await rowsOf<{ made: boolean }>(
    database,
    sql`WITH made AS (
          INSERT INTO ${table} (id, workspace_id, source_id, mode, trigger, changes, status, claim, started_at)
          SELECT ${id}, workspace_id, id, ${mode}, ${trigger}, ${toJson(changes ?? null)}::jsonb,
            ${claim === null ? "queued" : "running"}, ${claim}::text,
            ${claim === null ? sql`NULL` : sql`now()`}
          FROM ${sources} WHERE workspace_id = ${workspaceId} AND id = ${sourceId} AND status <> 'archived'
          ON CONFLICT DO NOTHING RETURNING id
        )
        SELECT EXISTS (SELECT FROM made) AS made FROM ${sources}
        WHERE workspace_id = ${workspaceId} AND id = ${sourceId} AND status <> 'archived'`,
  );
  if (!source) throw new DatabaseError("not-found", `There is no source ${sourceId} connected in this workspace.`);
  return source.made;
}

async function getJob(database: Database, workspaceId: string, id: string): Promise<Job> {
  const job = await jobs.get(database, workspaceId, id);
  if (!job) throw new DatabaseError("not-found", `There is no job ${id} in this workspace.`);
  return job;
}
