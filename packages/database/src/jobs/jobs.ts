import {
  type ChangeHint,
  HINTS_MAX,
  type Job,
  type JobStatus,
  type JobWaiting,
  type SyncMode,
} from "@tributary/validation";
import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { DatabaseError } from "../errors.ts";
import { newId } from "../identifiers.ts";
import { rowsOf } from "../query.ts";
import { sources, jobs as table } from "../schema/tables.ts";
import { cancelJob, isJobCancelled } from "./cancel-job.ts";
import { finishJob } from "./finish-job.ts";
import { selectJobs, toJob } from "./job-rows.ts";

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
   * Queues a sync. While one is queued or running, that one is returned: a queued one is made full when a full one is
   * asked for and takes over what is named, or becomes an ordinary one when that is too much; a running one is marked to
   * be followed by an ordinary one, and by one of what is named. Throws `not-found` for an unknown source.
   */
  request(database: Database, input: JobRequest): Promise<{ job: Job; created: boolean }> {
    return database.transaction(async (transaction) => {
      const { workspaceId, sourceId, mode } = input;
      const id = newId("job");
      // The active job may end between the two statements: then there is room for a new one.
      for (let attempt = 0; attempt < 3; attempt++) {
        if (await insertJob(transaction, id, input, null)) {
          return { job: await getJob(transaction, workspaceId, id), created: true };
        }
        const [active] = await rowsOf<{ id: string }>(
          transaction,
          sql`UPDATE ${table} SET again = again OR status = 'running', changes = ${mergedChanges(input.changes)},
                mode = ${mergedMode(mode)}
              WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId} AND ${isActive} RETURNING id`,
        );
        if (active) return { job: await getJob(transaction, workspaceId, active.id), created: false };
      }
      throw new DatabaseError("conflict", `The syncs of ${sourceId} begin and end too fast, try again.`);
    });
  },

  /**
   * Starts a job for whoever shows `claim`, making it when `jobId` is new or absent. The same claim again starts it
   * again; `claimed` is false when the job was started by another claim or is over, or when another job of the source is
   * active, which is then the one returned. `changes` is what alone is to be read again, null for everything that
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
      // What was asked for and is left to a queued job becomes part of it.
      if (!mine) await mergeRequest(transaction, { ...input, id: found });
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

/** Makes a queued job do what somebody else asked for too. */
async function mergeRequest(database: Database, request: JobRequest & { readonly id: string }): Promise<void> {
  const { workspaceId, id, mode, changes } = request;
  await rowsOf(
    database,
    sql`UPDATE ${table} SET changes = ${mergedChanges(changes)}, mode = ${mergedMode(mode)}
        WHERE workspace_id = ${workspaceId} AND id = ${id} AND status = 'queued'`,
  );
}

function mergedMode(mode: SyncMode): SQL {
  return sql`CASE WHEN status = 'queued' AND ${mode} = 'full' THEN 'full' ELSE mode END`;
}

/**
 * What a job reads once more is asked of it: a queued one both lists, or everything that changed when either asks for that;
 * a running one keeps what is named for the one that follows it, beside what it has read itself.
 */
function mergedChanges(added: ChangeHint | undefined): SQL {
  if (!added) return sql`CASE WHEN status = 'running' THEN changes END`;
  const all = sql`(SELECT coalesce(jsonb_agg(DISTINCT reference), '[]') FROM jsonb_array_elements(
    coalesce(changes->'references', '[]') || ${JSON.stringify(added.references)}::jsonb) AS reference)`;
  return sql`CASE WHEN status = 'queued' AND changes IS NULL THEN NULL
    WHEN jsonb_array_length(${all}) > ${HINTS_MAX} THEN NULL ELSE jsonb_build_object('references', ${all}) END`;
}

/** Makes a job unless its id is taken or the source has an active one; says whether it did. */
async function insertJob(database: Database, id: string, input: JobRequest, claim: string | null): Promise<boolean> {
  const { workspaceId, sourceId, mode, trigger, changes } = input;
  const [source] = await rowsOf<{ made: boolean }>(
    database,
    sql`WITH made AS (
          INSERT INTO ${table} (id, workspace_id, source_id, mode, trigger, changes, status, claim, started_at)
          SELECT ${id}, workspace_id, id, ${mode}, ${trigger}, ${changes ? JSON.stringify(changes) : null}::jsonb,
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
