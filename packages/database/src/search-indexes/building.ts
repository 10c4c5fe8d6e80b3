import type { Problem } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { searchIndexEntries as entries, searchIndexes } from "../schema/search-index-tables.ts";
import { documents } from "../schema/tables.ts";
import { toStorable } from "../storable-text.ts";

type Id = { readonly workspaceId: string; readonly id: string };

/** A document an index that is being built does not hold as it is now. */
export interface DueDocument {
  readonly documentId: string;
  /** Size of its content in UTF-8. */
  readonly bytes: number;
}

/** What an index that is being built holds of a document. */
export interface BuiltDocument {
  readonly documentId: string;
  readonly contentHash: string;
  readonly chunkCount: number;
  /** Why it has no vectors. */
  readonly problem?: Problem;
}

/** Documents with content an index can be made of. */
export const indexable = sql.raw("content_hash IS NOT NULL AND status IN ('pending', 'searchable', 'failed')");

/** Part of a walk over a workspace's documents in the order of their ids. */
export interface DuePage {
  /** Those of the part that the index does not hold as they are. */
  readonly due: DueDocument[];
  /** Id of the last document of the part; null when there was none after the given one. */
  readonly last: string | null;
}

/** Looks at the next documents, at most `limit`, for what the index does not hold as it is. */
export async function duePage(
  database: Database,
  { workspaceId, id, after, limit }: Id & { readonly after: string; readonly limit: number },
): Promise<DuePage> {
  // Two statements that the primary keys answer: what to do with a join, the planner does not know of a new table.
  const page = await rowsOf<{ id: string; content_hash: string; bytes: number | null }>(
    database,
    sql`SELECT id, content_hash, octet_length(content) AS bytes FROM ${documents}
        WHERE workspace_id = ${workspaceId} AND id > ${after} AND ${indexable} ORDER BY id LIMIT ${limit}`,
  );
  const last = page.at(-1)?.id ?? null;
  if (last === null) return { due: [], last };
  const held = await rowsOf<{ document_id: string; content_hash: string }>(
    database,
    sql`SELECT document_id, content_hash FROM ${entries}
        WHERE index_id = ${id} AND document_id = ANY(${sql.param(page.map((row) => row.id))}::text[])`,
  );
  const hashes = new Map(held.map(({ document_id, content_hash }) => [document_id, content_hash]));
  const due = page.filter((row) => hashes.get(row.id) !== row.content_hash);
  return { due: due.map((row) => ({ documentId: row.id, bytes: row.bytes ?? 0 })), last };
}

/** Ids the index holds though their documents are gone, or have nothing to index any more. */
export async function vanished(database: Database, { workspaceId, id }: Id, limit: number): Promise<string[]> {
  const rows = await rowsOf<{ document_id: string }>(
    database,
    sql`SELECT document_id FROM ${entries} WHERE index_id = ${id} AND workspace_id = ${workspaceId}
        EXCEPT SELECT id FROM ${documents} WHERE workspace_id = ${workspaceId} AND ${indexable}
        LIMIT ${limit}`,
  );
  return rows.map(({ document_id }) => document_id);
}

/** Records what an index holds now, and adds to what building it came to; nothing when it is no longer being built. */
export function recordBuilt(
  database: Database,
  { workspaceId, id }: Id,
  done: {
    readonly documents: readonly BuiltDocument[];
    readonly chunks: number;
    readonly embedded: number;
    readonly cached: number;
  },
): Promise<void> {
  const rows = done.documents.map(({ problem, ...row }) => ({
    ...row,
    problem: problem ? { code: toStorable(problem.code), message: toStorable(problem.message) } : null,
  }));
  return database.transaction(async (transaction) => {
    const [index] = await rowsOf(
      transaction,
      sql`UPDATE ${searchIndexes} SET chunks = chunks + ${done.chunks}::int, embedded = embedded + ${done.embedded}::int,
            cached = cached + ${done.cached}::int
          WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'building' RETURNING id`,
    );
    if (!index || rows.length === 0) return;
    await rowsOf(
      transaction,
      sql`INSERT INTO ${entries} (workspace_id, index_id, document_id, content_hash, chunk_count, problem)
          SELECT ${workspaceId}, ${id}, "documentId", "contentHash", "chunkCount", problem
          FROM json_to_recordset(${JSON.stringify(rows)}::json)
            AS row ("documentId" text, "contentHash" text, "chunkCount" int, problem jsonb)
          ON CONFLICT (index_id, document_id) DO UPDATE
            SET content_hash = excluded.content_hash, chunk_count = excluded.chunk_count, problem = excluded.problem`,
    );
  });
}

/** Records that an index holds nothing of these documents any more. */
export async function forget(
  database: Database,
  { workspaceId, id }: Id,
  documentIds: readonly string[],
): Promise<void> {
  await rowsOf(
    database,
    sql`DELETE FROM ${entries}
        WHERE index_id = ${id} AND workspace_id = ${workspaceId} AND document_id = ANY(${sql.param(documentIds)}::text[])`,
  );
}

/** Counts anew how many documents there are to index; returns their number. */
export async function countDocuments(database: Database, { workspaceId, id }: Id): Promise<number> {
  const [row] = await rowsOf<{ total: number }>(
    database,
    sql`UPDATE ${searchIndexes} SET total = (
          SELECT count(*)::int FROM ${documents} WHERE workspace_id = ${workspaceId} AND ${indexable})
        WHERE workspace_id = ${workspaceId} AND id = ${id} RETURNING total`,
  );
  return row?.total ?? 0;
}

/** How many documents an index that is being built holds, and how many could not be indexed. */
export async function countBuilt(
  database: Database,
  { workspaceId, id }: Id,
): Promise<{ readonly done: number; readonly failed: number }> {
  const [row] = await rowsOf<{ done: number; failed: number }>(
    database,
    sql`SELECT count(*)::int AS done, count(problem)::int AS failed FROM ${entries}
        WHERE index_id = ${id} AND workspace_id = ${workspaceId}`,
  );
  return row ?? { done: 0, failed: 0 };
}
