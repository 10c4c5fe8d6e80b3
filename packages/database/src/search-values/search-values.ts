import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { documents, sources } from "../schema/tables.ts";

/** A field of documents by which a search can be narrowed. */
export type SearchField = "source" | "type" | "repository" | "author" | "state";

/** Values of a field with how many searchable documents have each, the most frequent first. */
export type FieldValues = readonly { readonly value: string; readonly count: number }[];

/** Queries on what a search can be narrowed to. */
export const searchValues = {
  /** Changes whenever a sync of the workspace succeeded, or a source was connected or disconnected. */
  async mark(database: Database, workspaceId: string): Promise<string> {
    const [row] = await rowsOf<{ mark: string }>(
      database,
      sql`SELECT coalesce(string_agg(concat_ws(' ', id, archived_at, last_sync_at), ',' ORDER BY id), '') AS mark
          FROM ${sources} WHERE workspace_id = ${workspaceId}`,
    );
    return row?.mark ?? "";
  },

  /**
   * The values of each field among the searchable documents of connected sources, at most `limit` of each. Reads every
   * document of the workspace: to be kept for a while.
   */
  async read(
    database: Database,
    input: { readonly workspaceId: string; readonly limit: number },
  ): Promise<Record<SearchField, FieldValues>> {
    const rows = await rowsOf<{ field: SearchField; value: string; count: number }>(
      database,
      sql`SELECT field, value, count FROM (
            SELECT CASE WHEN grouping(source) = 0 THEN 'source' WHEN grouping(type) = 0 THEN 'type'
                WHEN grouping(repository) = 0 THEN 'repository' WHEN grouping(state) = 0 THEN 'state' ELSE 'author' END AS field,
              coalesce(source, type, repository, state, author) AS value, count(*)::int AS count,
              row_number() OVER (PARTITION BY grouping(source, type, repository, state, author)
                ORDER BY count(*) DESC, coalesce(source, type, repository, state, author)) AS place
            FROM (
              SELECT source, type, repository, state, author ->> 'name' AS author FROM ${documents}
              WHERE workspace_id = ${input.workspaceId} AND ${documents.status} = 'searchable' AND source_id IN (
                SELECT id FROM ${sources} WHERE workspace_id = ${input.workspaceId} AND status <> 'archived'
              )
            ) AS searchable
            GROUP BY GROUPING SETS ((source), (type), (repository), (state), (author))
          ) AS counted
          WHERE place <= ${input.limit} AND value <> '' ORDER BY count DESC, value`,
    );
    const of = (name: SearchField) =>
      rows.filter(({ field }) => field === name).map(({ value, count }) => ({ value, count }));
    return {
      source: of("source"),
      type: of("type"),
      repository: of("repository"),
      author: of("author"),
      state: of("state"),
    };
  },
};
