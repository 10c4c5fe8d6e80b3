import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { sources } from "../schema/tables.ts";

/** Days what a disconnected source holds, and what a large deletion removed, can be brought back. */
export const KEPT_DAYS = 30;

interface Place {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Queries on what disconnected sources leave: hidden from search, restored with the source, or removed for good. */
export const archives = {
  /**
   * Ids of the workspace's sources that may be found; null when all of them may. Whatever shows documents of a workspace
   * leaves out the others.
   */
  async searchable(database: Database, workspaceId: string): Promise<string[] | null> {
    const rows = await rowsOf<{ id: string; archived: boolean }>(
      database,
      sql`SELECT id, status = 'archived' AS archived FROM ${sources} WHERE workspace_id = ${workspaceId} AND EXISTS (
            SELECT FROM ${sources} WHERE workspace_id = ${workspaceId} AND status = 'archived'
          ) ORDER BY id`,
    );
    return rows.length === 0 ? null : rows.filter(({ archived }) => !archived).map(({ id }) => id);
  },

  /**
   * Sources of every workspace that were archived before a moment, or whose removal was begun and not ended: what
   * `beginPurge` is for. Not bound to a workspace, like the schedule that asks.
   */
  async expired(database: Database, input: { readonly before: Date; readonly limit: number }): Promise<Place[]> {
    const rows = await rowsOf<{ workspace_id: string; id: string }>(
      database,
      sql`SELECT workspace_id, id FROM ${sources}
          WHERE status = 'archived' AND (purged_at IS NOT NULL OR archived_at < ${input.before.toISOString()}::timestamptz)
          ORDER BY archived_at, id LIMIT ${input.limit}`,
    );
    return rows.map(({ workspace_id, id }) => ({ workspaceId: workspace_id, sourceId: id }));
  },

  /** Makes an archived source one that cannot be restored any more; false when it was restored meanwhile. */
  async beginPurge(database: Database, input: Place & { readonly before: Date }): Promise<boolean> {
    const begun = await rowsOf(
      database,
      sql`UPDATE ${sources} SET purged_at = coalesce(purged_at, now())
          WHERE workspace_id = ${input.workspaceId} AND id = ${input.sourceId} AND status = 'archived'
            AND (purged_at IS NOT NULL OR archived_at < ${input.before.toISOString()}::timestamptz) RETURNING id`,
    );
    return begun.length > 0;
  },

  /**
   * Forgets a source whose purge was begun, with its syncs, deliveries and deletions. Its documents and their vectors must
   * be gone: nothing would know of them any more.
   */
  async finishPurge(database: Database, { workspaceId, sourceId }: Place): Promise<void> {
    await rowsOf(
      database,
      sql`DELETE FROM ${sources}
          WHERE workspace_id = ${workspaceId} AND id = ${sourceId} AND status = 'archived' AND purged_at IS NOT NULL`,
    );
  },
};
