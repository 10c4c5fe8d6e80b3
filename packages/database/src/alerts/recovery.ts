import type { ChangeHint, Problem, SyncMode } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { jobs, sources } from "../schema/tables.ts";

interface FailedJob {
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly jobId: string;
}

/** A sync that failed and that nothing has followed yet. */
export interface FailedSync {
  readonly mode: SyncMode;
  /** What alone it was to read again. */
  readonly changes: ChangeHint | null;
  readonly kind: string;
  readonly name: string;
}

/** Queries on syncs that failed. */
export const failedSyncs = {
  /**
   * The sync a failed job was to do; null when there is nothing left to recover: another sync of the source was asked for
   * since, or the source is paused, disconnected or gone.
   */
  async get(database: Database, { workspaceId, sourceId, jobId }: FailedJob): Promise<FailedSync | null> {
    const [row] = await rowsOf<FailedSync>(
      database,
      sql`SELECT failed.mode, failed.changes, source.kind, source.name
          FROM ${jobs} AS failed JOIN ${sources} AS source ON source.id = failed.source_id
          WHERE failed.workspace_id = ${workspaceId} AND failed.id = ${jobId} AND failed.source_id = ${sourceId}
            AND failed.status = 'failed' AND source.status IN ('active', 'failing') AND ${noneSince}`,
    );
    return row ?? null;
  },

  /** Shows on a source what is to be done about it, unless another sync was asked for since; says whether it does. */
  async markSource(database: Database, job: FailedJob, problem: Problem): Promise<boolean> {
    const marked = await rowsOf(
      database,
      sql`UPDATE ${sources} AS source SET problem = ${JSON.stringify(problem)}::jsonb, status = 'failing'
          FROM ${jobs} AS failed
          WHERE failed.workspace_id = ${job.workspaceId} AND failed.id = ${job.jobId} AND source.id = failed.source_id
            AND source.id = ${job.sourceId} AND failed.status = 'failed'
            AND source.status IN ('active', 'failing') AND ${noneSince}
          RETURNING source.id`,
    );
    return marked.length > 0;
  },
};

const noneSince = sql`NOT EXISTS (SELECT FROM ${jobs} AS later
  WHERE later.source_id = failed.source_id AND later.id <> failed.id AND later.status <> 'cancelled'
    AND later.trigger <> 'retry' AND (later.created_at >= failed.created_at OR later.status IN ('queued', 'running')))`;
