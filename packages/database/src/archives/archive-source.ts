import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { deletions } from "../schema/deletion-tables.ts";
import { credentials, jobs, sources } from "../schema/tables.ts";
import { webhookDeliveries, webhookSecrets } from "../schema/webhook-tables.ts";

/**
 * Archives a source within a transaction: how it signs in and what its webhooks are signed with is gone, its syncs are
 * cancelled, and what waits of it is given up. Its documents stay. False when the workspace has none of this id.
 */
export async function archiveSource(
  transaction: Database,
  { workspaceId, sourceId }: { readonly workspaceId: string; readonly sourceId: string },
): Promise<boolean> {
  const archived = await rowsOf(
    transaction,
    sql`UPDATE ${sources} SET status = 'archived', archived_at = coalesce(archived_at, now()), problem = NULL
        WHERE workspace_id = ${workspaceId} AND id = ${sourceId} RETURNING id`,
  );
  if (archived.length === 0) return false;
  const statements = [
    sql`DELETE FROM ${credentials} WHERE source_id = ${sourceId}`,
    sql`DELETE FROM ${webhookSecrets} WHERE source_id = ${sourceId}`,
    sql`DELETE FROM ${deletions} WHERE source_id = ${sourceId} AND state = 'held'`,
    sql`UPDATE ${jobs} SET status = 'cancelled', listing = false, finished_at = now()
        WHERE source_id = ${sourceId} AND status IN ('queued', 'running')`,
    sql`UPDATE ${webhookDeliveries} SET state = 'ignored', reason = 'The source was disconnected.', settled_at = now()
        WHERE source_id = ${sourceId} AND state = 'pending'`,
  ];
  for (const statement of statements) await rowsOf(transaction, statement);
  return true;
}
