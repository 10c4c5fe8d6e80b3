import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { searchIndexEntries as entries } from "../schema/search-index-tables.ts";
import { documents } from "../schema/tables.ts";

/** The start of a document, to make a query of. */
export interface SampledDocument {
  readonly id: string;
  readonly title: string;
  readonly path: string | null;
  readonly format: string;
  readonly start: string;
}

/** Characters of the content that are read. */
const START_CHARACTERS = 4_000;

/**
 * Documents both the active index and the given one hold in the same version, at most `limit`: always the same ones for
 * the same documents, spread evenly over them.
 */
export function sample(
  database: Database,
  input: { readonly workspaceId: string; readonly id: string; readonly limit: number },
): Promise<SampledDocument[]> {
  const { workspaceId, id, limit } = input;
  return rowsOf<SampledDocument>(
    database,
    sql`SELECT id, title, path, format, left(content, ${START_CHARACTERS}) AS start FROM ${documents}
        WHERE workspace_id = ${workspaceId} AND id = ANY(ARRAY(
          SELECT ${documents}.id FROM ${documents} JOIN ${entries}
            ON index_id = ${id} AND document_id = ${documents}.id AND ${entries}.content_hash = ${documents}.content_hash
          WHERE ${documents}.workspace_id = ${workspaceId} AND indexed_hash = ${documents}.content_hash
            AND status IN ('searchable', 'failed') AND ${entries}.problem IS NULL
          ORDER BY md5(${documents}.id) LIMIT ${limit}))
        ORDER BY md5(id)`,
  );
}
