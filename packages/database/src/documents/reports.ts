import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { type DocumentStatus, sources, documents as table } from "../schema/tables.ts";
import { isStorable } from "../storable-text.ts";
import { type DocumentRow, documentColumns, toDocument } from "./document-rows.ts";
import { ofIds } from "./listing.ts";
import type { DocumentCounts, DocumentProblem, HeldDocument, SourceScope } from "./types.ts";

/** One document of the workspace as it is held; null when it is not, or its source is disconnected. */
export async function get(database: Database, workspaceId: string, id: string): Promise<HeldDocument | null> {
  if (!isStorable(id)) return null;
  const [row] = await rowsOf<
    DocumentRow & {
      source_id: string;
      status: DocumentStatus;
      chunk_count: number;
      problem: HeldDocument["problem"];
    }
  >(
    database,
    sql`SELECT ${documentColumns}, source_id, status, chunk_count, problem FROM ${table}
        WHERE workspace_id = ${workspaceId} AND id = ${id}
          AND NOT EXISTS (SELECT FROM ${sources} WHERE ${sources.id} = ${table.sourceId} AND ${sources.status} = 'archived')`,
  );
  if (!row) return null;
  const { source_id: sourceId, status, chunk_count: chunkCount, problem } = row;
  return { document: toDocument(row), sourceId, status, chunkCount, problem };
}

/** How many documents of the source are in which state. */
export async function counts(database: Database, scope: SourceScope): Promise<DocumentCounts> {
  const rows = await rowsOf<{ status: DocumentStatus; count: number }>(
    database,
    sql`SELECT status, count(*)::int AS count FROM ${table}
        WHERE workspace_id = ${scope.workspaceId} AND source_id = ${scope.sourceId} GROUP BY status`,
  );
  const of = (status: DocumentStatus) => rows.find((row) => row.status === status)?.count ?? 0;
  return { searchable: of("searchable"), skipped: of("skipped"), failed: of("failed"), pending: of("pending") };
}

/** Which of these documents would be searchable for the first time, and which in a version other than now. */
export async function novelty(
  database: Database,
  input: SourceScope & { readonly ids: readonly string[] },
): Promise<{ readonly added: readonly string[]; readonly updated: readonly string[] }> {
  const rows = await rowsOf<{ id: string; indexed: boolean; changed: boolean }>(
    database,
    sql`SELECT id, indexed_hash IS NOT NULL AS indexed, indexed_hash IS DISTINCT FROM content_hash AS changed
        FROM ${ofIds(input)}`,
  );
  return {
    added: rows.filter(({ indexed }) => !indexed).map(({ id }) => id),
    updated: rows.filter(({ indexed, changed }) => indexed && changed).map(({ id }) => id),
  };
}

/** Which of these documents are in which state. */
export async function outcome(
  database: Database,
  input: SourceScope & { readonly ids: readonly string[] },
): Promise<Record<DocumentStatus, Set<string>>> {
  const rows = await rowsOf<{ id: string; status: DocumentStatus }>(
    database,
    sql`SELECT id, status FROM ${ofIds(input)}`,
  );
  const sets = {
    pending: new Set<string>(),
    searchable: new Set<string>(),
    skipped: new Set<string>(),
    failed: new Set<string>(),
    deleting: new Set<string>(),
  };
  for (const { id, status } of rows) sets[status].add(id);
  return sets;
}

/** Documents that failed, then those that are skipped, each with its reason; at most `limit`. */
export function problems(
  database: Database,
  input: SourceScope & { readonly limit: number },
): Promise<DocumentProblem[]> {
  return rowsOf<DocumentProblem>(
    database,
    sql`SELECT id, path, status, problem ->> 'code' AS code, problem ->> 'message' AS message FROM ${table}
        WHERE workspace_id = ${input.workspaceId} AND source_id = ${input.sourceId}
          AND status IN ('failed', 'skipped') AND problem IS NOT NULL
        ORDER BY status, id LIMIT ${input.limit}`,
  );
}
