import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { searchIndexEntries as entries, searchIndexes } from "../schema/search-index-tables.ts";
import { documents } from "../schema/tables.ts";
import { indexable, vanished } from "./building.ts";

/** Documents one statement rewrites: 10,000 took 2 s on a busy machine, and an embedded database ends a statement after 30. */
const DOCUMENTS_PER_STATEMENT = 20_000;

/**
 * Makes an index that was built the active one, and its documents indexed under it, in one transaction; the old one is
 * then to be emptied. `behind` when it does not hold every document that can be found as it is now, or holds one that is
 * gone: nothing has changed then. `gone` when it is not being built any more. Documents that wait to be indexed may be
 * missing: whoever indexes them looks which index is active.
 */
export function makeActive(
  database: Database,
  input: { readonly workspaceId: string; readonly id: string },
): Promise<"switched" | "behind" | "gone"> {
  const { workspaceId, id } = input;
  return database.transaction(async (transaction) => {
    const rows = await rowsOf<{ id: string; state: string; config_hash: string }>(
      transaction,
      sql`SELECT id, state, config_hash FROM ${searchIndexes}
          WHERE workspace_id = ${workspaceId} AND state IN ('active', 'building') FOR UPDATE`,
    );
    const built = rows.find((row) => row.id === id && row.state === "building");
    if (!built) return "gone";
    // As sets: a planner that knows nothing of the tables would compare every row with every row.
    const [missing] = await rowsOf(
      transaction,
      sql`SELECT id, content_hash FROM ${documents}
          WHERE workspace_id = ${workspaceId} AND ${indexable} AND status <> 'pending'
          EXCEPT SELECT document_id, content_hash FROM ${entries} WHERE index_id = ${id}
          LIMIT 1`,
    );
    if (missing || (await vanished(transaction, input, 1)).length > 0) return "behind";

    for (let after: string | null = ""; after !== null; ) {
      const [page]: { last: string | null }[] = await rowsOf<{ last: string | null }>(
        transaction,
        sql`WITH page AS (
              SELECT document_id, content_hash, chunk_count, problem FROM ${entries}
              WHERE index_id = ${id} AND workspace_id = ${workspaceId} AND document_id > ${after}
              ORDER BY document_id LIMIT ${DOCUMENTS_PER_STATEMENT}
            ), moved AS (
              UPDATE ${documents} SET config_hash = ${built.config_hash}, indexed_hash = page.content_hash,
                chunk_count = page.chunk_count, indexed_at = now(),
                status = CASE WHEN status = 'pending' THEN 'searchable' ELSE status END
              FROM page WHERE id = page.document_id AND workspace_id = ${workspaceId}
                AND ${documents}.content_hash = page.content_hash AND page.problem IS NULL
                AND status IN ('pending', 'searchable', 'failed')
            )
            SELECT max(document_id) AS last FROM page`,
      );
      after = page?.last ?? null;
    }
    const retire = rows.filter(({ state }) => state === "active").map((row) => row.id);
    await rowsOf(
      transaction,
      sql`UPDATE ${searchIndexes} SET state = 'retired'
          WHERE workspace_id = ${workspaceId} AND id = ANY(${sql.param(retire)}::text[])`,
    );
    await rowsOf(
      transaction,
      sql`UPDATE ${searchIndexes} SET state = 'active', activated_at = now(), problem = NULL
          WHERE workspace_id = ${workspaceId} AND id = ${id}`,
    );
    return "switched";
  });
}
