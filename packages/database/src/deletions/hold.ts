import { hash } from "node:crypto";
import type { Database } from "../database.ts";
import { idArray } from "../documents/listing.ts";
import type { SourceScope } from "../documents/types.ts";
import { sql } from "../drizzle.ts";
import { newId } from "../identifiers.ts";
import { rowsOf } from "../query.ts";
import { type DeletionState, deletionDocuments, deletions } from "../schema/deletion-tables.ts";
import { documents, jobSightings, sources } from "../schema/tables.ts";

/**
 * Holds what a complete listing did not show, or releases it: when another job's listing missed exactly the same. The same
 * job asking again is answered as before. What an earlier listing asked for otherwise is forgotten.
 */
export function hold(
  database: Database,
  input: SourceScope & { readonly jobId: string; readonly ids: readonly string[]; readonly total: number },
): Promise<{ readonly released: boolean }> {
  const { workspaceId, sourceId, jobId, ids, total } = input;
  const fingerprint = hash("sha256", [...ids].sort().join("\n"));
  return database.transaction(async (transaction) => {
    // One listing after the other: each counts what the one before held.
    await rowsOf(
      transaction,
      sql`SELECT 1 FROM ${sources} WHERE workspace_id = ${workspaceId} AND id = ${sourceId} FOR UPDATE`,
    );
    const [known] = await rowsOf<{ id: string; state: DeletionState; job_id: string }>(
      transaction,
      sql`SELECT id, state, job_id FROM ${deletions}
          WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId} AND fingerprint = ${fingerprint}
            AND (state = 'held' OR (state = 'released' AND job_id = ${jobId}))
          ORDER BY state LIMIT 1`,
    );
    if (known?.state === "released") return { released: true };
    if (known) {
      if (known.job_id === jobId) return { released: false };
      await rowsOf(
        transaction,
        sql`UPDATE ${deletions} SET state = 'released', job_id = ${jobId}, decided_by = 'listing', decided_at = now()
            WHERE id = ${known.id}`,
      );
      return { released: true };
    }
    await drop(transaction, { workspaceId, sourceId });
    const id = newId("dlt");
    await rowsOf(
      transaction,
      sql`INSERT INTO ${deletions} (id, workspace_id, source_id, job_id, state, fingerprint, count, total)
          VALUES (${id}, ${workspaceId}, ${sourceId}, ${jobId}, 'held', ${fingerprint}, ${ids.length}::int, ${total}::int)`,
    );
    await rowsOf(
      transaction,
      sql`INSERT INTO ${deletionDocuments} (workspace_id, deletion_id, document_id, title, path)
          SELECT workspace_id, ${id}, id, title, path FROM ${documents}
          WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId} AND id = ANY(${idArray(ids)}::text[])`,
    );
    return { released: false };
  });
}

/** Forgets the deletion that is held: a listing no longer asks for it. */
export async function drop(database: Database, { workspaceId, sourceId }: SourceScope): Promise<void> {
  await rowsOf(
    database,
    sql`DELETE FROM ${deletions} WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId} AND state = 'held'`,
  );
}

/** Makes documents that stay because a person said so ordinary ones again, now that a job's listing shows them. */
export async function forgetShown(
  database: Database,
  { workspaceId, sourceId, jobId }: SourceScope & { readonly jobId: string },
): Promise<void> {
  const own = sql`workspace_id = ${workspaceId} AND source_id = ${sourceId}`;
  await rowsOf(
    database,
    sql`DELETE FROM ${deletionDocuments} AS stays USING ${deletions} AS decided
        WHERE decided.workspace_id = ${workspaceId} AND decided.source_id = ${sourceId}
          AND decided.state IN ('kept', 'undone') AND stays.deletion_id = decided.id AND stays.row IS NULL
          AND stays.document_id IN (
            SELECT id FROM ${documents} WHERE ${own} AND number IN (
              SELECT unnest(documents) FROM ${jobSightings} WHERE workspace_id = ${workspaceId} AND job_id = ${jobId}
            )
          )`,
  );
}
