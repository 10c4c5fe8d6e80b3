import type { DocumentReference } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { DatabaseError } from "../errors.ts";
import { rowsOf } from "../query.ts";
import { type BatchKind, type BatchState, jobBatches, jobPages, jobs, type ListedPage } from "../schema/tables.ts";

/** A unit of work of a job: references to fetch, or ids of documents to index again or to delete. */
export type Batch =
  | { readonly id: string; readonly kind: "fetch"; readonly items: readonly DocumentReference[] }
  | { readonly id: string; readonly kind: "index" | "delete"; readonly items: readonly string[] };

/** What a batch came to, in documents unless the name says otherwise. */
export interface BatchCounts {
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  readonly skipped: number;
  readonly failed: number;
  readonly chunks: number;
  readonly embedded: number;
  readonly cached: number;
}

/** A recorded batch. */
export type RecordedBatch = Batch & {
  readonly page: number;
  readonly state: BatchState;
  readonly counts: BatchCounts;
};

/** A recorded batch without its items. */
export interface BatchSummary {
  readonly id: string;
  readonly kind: BatchKind;
  readonly state: BatchState;
}

const countNames = ["added", "updated", "deleted", "skipped", "failed", "chunks", "embedded", "cached"] as const;

/** Queries on the batches of a job. */
export const batches = {
  /**
   * Records a page of a listing with the batches it came to, and returns the batches of the page. The first recording
   * counts: recording the page again, even with other batches, changes nothing and returns the first ones. Throws
   * `not-found` for an unknown job.
   */
  recordPage(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly jobId: string;
      readonly page: number;
      readonly batches: readonly Batch[];
      /** Documents the page listed, and how many of them have not changed. */
      readonly listed: number;
      readonly unchanged: number;
      /** Whether more pages follow. */
      readonly listing: boolean;
      /** Deletions held back. */
      readonly held?: number;
      /** What the page listed; absent when it listed nothing. */
      readonly shown?: ListedPage;
    },
  ): Promise<BatchSummary[]> {
    const { workspaceId, jobId, page, listed, unchanged, listing, held = 0 } = input;
    return database.transaction(async (transaction) => {
      const [job] = await rowsOf<{ recorded: boolean }>(
        transaction,
        sql`WITH recorded AS (
              INSERT INTO ${jobPages} (workspace_id, job_id, page, shown)
              SELECT workspace_id, id, ${page}::int, ${input.shown ? JSON.stringify(input.shown) : null}::jsonb FROM ${jobs} WHERE workspace_id = ${workspaceId} AND id = ${jobId}
              ON CONFLICT DO NOTHING RETURNING page
            )
            SELECT EXISTS (SELECT FROM recorded) AS recorded FROM ${jobs}
            WHERE workspace_id = ${workspaceId} AND id = ${jobId} AND status <> 'cancelled' FOR UPDATE`,
      );
      // Of one that was cancelled it is not known any more what it had listed: nothing may be deleted for not being listed.
      if (!job) throw new DatabaseError("not-found", `There is no job ${jobId} in this workspace.`);
      if (job.recorded) {
        await rowsOf(
          transaction,
          sql`UPDATE ${jobs} SET listed = listed + ${listed}::int, unchanged = unchanged + ${unchanged}::int,
                held = held + ${held}::int, listing = ${listing}
              WHERE workspace_id = ${workspaceId} AND id = ${jobId}`,
        );
        await insertBatches(transaction, input);
      }
      return rowsOf<BatchSummary>(
        transaction,
        sql`SELECT id, kind, state FROM ${jobBatches}
            WHERE workspace_id = ${workspaceId} AND job_id = ${jobId} AND page = ${page} ORDER BY position`,
      );
    });
  },

  /** One batch with its items; null when the workspace's job has none of this id. */
  async get(
    database: Database,
    key: { readonly workspaceId: string; readonly jobId: string; readonly id: string },
  ): Promise<RecordedBatch | null> {
    const { workspaceId, jobId, id } = key;
    const [row] = await rowsOf<Batch & BatchCounts & { page: number; state: BatchState }>(
      database,
      sql`SELECT id, kind, items, page, state, added, updated, deleted, skipped, failed, chunks, embedded, cached
          FROM ${jobBatches} WHERE workspace_id = ${workspaceId} AND job_id = ${jobId} AND id = ${id}`,
    );
    if (!row) return null;
    const { added, updated, deleted, skipped, failed, chunks, embedded, cached, ...batch } = row;
    return { ...batch, counts: { added, updated, deleted, skipped, failed, chunks, embedded, cached } };
  },

  /** Records what a batch came to; a batch that was redone replaces its own numbers. Throws `not-found`. */
  async finish(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly jobId: string;
      readonly id: string;
      readonly counts: BatchCounts;
    },
  ): Promise<void> {
    const { workspaceId, jobId, id, counts } = input;
    const sets = countNames.map((name) => sql`${sql.identifier(name)} = ${counts[name]}::int`);
    const finished = await rowsOf(
      database,
      sql`UPDATE ${jobBatches} SET state = 'done', ${sql.join(sets, sql`, `)}
          WHERE workspace_id = ${workspaceId} AND job_id = ${jobId} AND id = ${id} RETURNING id`,
    );
    if (finished.length === 0) {
      throw new DatabaseError("not-found", `There is no batch ${id} of job ${jobId} in this workspace.`);
    }
  },
};

async function insertBatches(
  database: Database,
  input: {
    readonly workspaceId: string;
    readonly jobId: string;
    readonly page: number;
    readonly batches: readonly Batch[];
  },
): Promise<void> {
  if (input.batches.length === 0) return;
  const rows = input.batches.map(({ id, kind, items }, position) => ({
    id,
    kind,
    items,
    size: items.length,
    position,
  }));
  await rowsOf(
    database,
    sql`INSERT INTO ${jobBatches} (workspace_id, job_id, page, id, kind, items, size, position)
        SELECT ${input.workspaceId}, ${input.jobId}, ${input.page}::int, id, kind, items, size, position
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS batch (id text, kind text, items jsonb, size int, position int)
        ON CONFLICT DO NOTHING`,
  );
}
