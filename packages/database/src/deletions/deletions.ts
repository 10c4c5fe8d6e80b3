import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { DatabaseError } from "../errors.ts";
import { rowsOf } from "../query.ts";
import { deletionDocuments, deletions as table } from "../schema/deletion-tables.ts";
import { beginUndo, decide, documentIds, restorePage } from "./decide.ts";
import { drop, forgetShown, hold } from "./hold.ts";
import { heldBySource, list } from "./report.ts";

/**
 * Queries on large deletions, which a listing asks for and nobody makes without a second opinion: held (`hold`, `drop`,
 * `forgetShown`), shown (`list`, `heldBySource`), decided about (`decide`, `documentIds`) and undone (`beginUndo`,
 * `restorePage`). `documents.remove` keeps what one removes.
 */
export const deletions = {
  ...{ hold, drop, forgetShown, list, heldBySource, decide, documentIds, beginUndo, restorePage },

  /**
   * Forgets, in every workspace, what was removed before a moment and can no longer be brought back, at most `limit`
   * deletions; and those that were undone or kept and have no document left. Returns how many. Not bound to a workspace,
   * like the schedule that asks.
   */
  async expire(database: Database, input: { readonly before: Date; readonly limit: number }): Promise<number> {
    if (Number.isNaN(input.before.getTime())) throw new DatabaseError("constraint", "This is no moment in time.");
    const expired = await rowsOf(
      database,
      sql`DELETE FROM ${table} WHERE id IN (
            SELECT id FROM ${table} AS old
            WHERE decided_at < ${input.before.toISOString()}::timestamptz AND (state = 'released' OR (
              state IN ('kept', 'undone') AND NOT EXISTS (SELECT FROM ${deletionDocuments} WHERE deletion_id = old.id)
            ))
            ORDER BY decided_at LIMIT ${input.limit}
          ) RETURNING id`,
    );
    return expired.length;
  },
};
