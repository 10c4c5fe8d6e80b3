import type { Database } from "../database.ts";
import type { SourceScope } from "../documents/types.ts";
import { getTableColumns, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { deletionDocuments, deletions } from "../schema/deletion-tables.ts";
import { documents } from "../schema/tables.ts";

type Place = SourceScope & { readonly deletionId: string };

/**
 * Decides about the deletion that is held, as it was seen: null when none of this fingerprint is held. Documents of a
 * released one are marked for deletion, but for those that changed since it was held; a kept one's stay until a listing
 * shows them again. `by` says who decided, for people to read.
 */
export function decide(
  database: Database,
  input: SourceScope & {
    readonly decision: "release" | "keep";
    readonly fingerprint: string;
    readonly by: string;
  },
): Promise<{ readonly id: string; readonly count: number } | null> {
  const { workspaceId, sourceId, decision, fingerprint, by } = input;
  return database.transaction(async (transaction) => {
    const state = decision === "release" ? "released" : "kept";
    const [decided] = await rowsOf<{ id: string; count: number }>(
      transaction,
      sql`UPDATE ${deletions} SET state = ${state}, decided_at = now(), decided_by = ${by}
          WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId} AND state = 'held'
            AND fingerprint = ${fingerprint} RETURNING id, count`,
    );
    if (!decided || decision === "keep") return decided ?? null;
    await rowsOf(
      transaction,
      sql`DELETE FROM ${deletionDocuments} AS of_it USING ${deletions} AS decided, ${documents} AS held
          WHERE decided.id = ${decided.id} AND of_it.deletion_id = decided.id
            AND held.id = of_it.document_id AND held.workspace_id = ${workspaceId}
            AND (held.source_id <> ${sourceId} OR held.fetched_at > decided.created_at)`,
    );
    await rowsOf(
      transaction,
      sql`UPDATE ${documents} SET status = 'deleting' FROM ${deletionDocuments} AS of_it
          WHERE of_it.deletion_id = ${decided.id} AND ${documents.id} = of_it.document_id
            AND ${documents.workspaceId} = ${workspaceId} AND ${documents.sourceId} = ${sourceId}`,
    );
    return decided;
  });
}

/** Ids of the documents of a deletion that are still there, in order. */
export async function documentIds(
  database: Database,
  input: Place & { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    database,
    sql`SELECT held.id FROM ${deletionDocuments} AS of_it
        JOIN ${documents} AS held ON held.id = of_it.document_id AND held.workspace_id = of_it.workspace_id
        WHERE of_it.deletion_id = ${input.deletionId} AND of_it.document_id > ${input.after}
          AND held.workspace_id = ${input.workspaceId} AND held.source_id = ${input.sourceId}
        ORDER BY of_it.document_id LIMIT ${input.limit}`,
  );
  return rows.map(({ id }) => id);
}

/** What may be done with a deletion that was released. */
export type UndoState = "possible" | "not-found" | "not-released" | "in-progress";

/**
 * Makes a released deletion one that is undone: from now on its documents are no longer taken for gone. Undoing again is
 * `possible` too. `in-progress` while documents of it are still there; `restorePage` brings back the others.
 */
export function beginUndo(database: Database, input: Place & { readonly by: string }): Promise<UndoState> {
  const { workspaceId, sourceId, deletionId, by } = input;
  return database.transaction(async (transaction) => {
    const [row] = await rowsOf<{ state: string; pending: boolean }>(
      transaction,
      sql`SELECT state, EXISTS (
            SELECT FROM ${deletionDocuments} AS of_it
            JOIN ${documents} AS held ON held.id = of_it.document_id AND held.workspace_id = of_it.workspace_id
            WHERE of_it.deletion_id = asked.id AND of_it.row IS NULL AND held.source_id = asked.source_id
          ) AS pending FROM ${deletions} AS asked
          WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId} AND id = ${deletionId} FOR UPDATE`,
    );
    if (!row) return "not-found";
    if (row.state === "undone") return "possible";
    if (row.state !== "released") return "not-released";
    if (row.pending) return "in-progress";
    await rowsOf(
      transaction,
      sql`UPDATE ${deletions} SET state = 'undone', decided_at = now(), decided_by = ${by} WHERE id = ${deletionId}`,
    );
    return "possible";
  });
}

const carried = Object.entries(getTableColumns(documents))
  .map(([, column]) => column.name)
  // Its number is made anew; the rest says that it is not in any index now, whatever it was before.
  .filter((name) => !["number", "status", "indexed_hash", "config_hash", "chunk_count", "attempt"].includes(name));

/**
 * Brings back the next documents of an undone deletion, and returns those that have to be indexed; null when there are no
 * more. What is there again by itself stays as it is.
 */
export function restorePage(database: Database, input: Place & { readonly limit: number }): Promise<string[] | null> {
  const { workspaceId, sourceId, deletionId, limit } = input;
  const columns = sql.raw(carried.join(", "));
  return database.transaction(async (transaction) => {
    const page = await rowsOf<{ document_id: string }>(
      transaction,
      sql`SELECT of_it.document_id FROM ${deletionDocuments} AS of_it JOIN ${deletions} AS asked ON asked.id = of_it.deletion_id
          WHERE asked.id = ${deletionId} AND asked.workspace_id = ${workspaceId} AND asked.source_id = ${sourceId}
            AND asked.state = 'undone' AND of_it.row IS NOT NULL
          ORDER BY of_it.document_id LIMIT ${limit} FOR UPDATE OF of_it`,
    );
    if (page.length === 0) return null;
    const ids = sql.param(page.map(({ document_id }) => document_id));
    const those = sql`deletion_id = ${deletionId} AND document_id = ANY(${ids}::text[])`;
    // An empty configuration is never the current one: whatever is interrupted here, the next sync indexes them.
    const restored = await rowsOf<{ id: string; indexable: boolean }>(
      transaction,
      sql`INSERT INTO ${documents} (${columns}, status, config_hash, chunk_count)
          SELECT ${sql.raw(carried.map((name) => `held.${name}`).join(", "))},
            CASE WHEN held.content_hash IS NULL THEN 'skipped' ELSE 'searchable' END,
            CASE WHEN held.content_hash IS NULL THEN NULL ELSE '' END, 0
          FROM ${deletionDocuments} AS of_it, jsonb_populate_record(NULL::${documents}, of_it.row) AS held
          WHERE ${those}
          ON CONFLICT DO NOTHING RETURNING id, content_hash IS NOT NULL AS indexable`,
    );
    await rowsOf(transaction, sql`UPDATE ${deletionDocuments} SET row = NULL WHERE ${those}`);
    return restored.filter(({ indexable }) => indexable).map(({ id }) => id);
  });
}
