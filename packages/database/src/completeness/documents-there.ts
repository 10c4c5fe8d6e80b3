import type { Database } from "../database.ts";
import type { SourceScope } from "../documents/types.ts";
import { type SQL, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { deletionDocuments, deletions } from "../schema/deletion-tables.ts";
import { documents } from "../schema/tables.ts";

/** Documents of a source by their type, those left out that are being deleted or that its listings no longer show. */
export async function documentsThere(
  database: Database,
  { workspaceId, sourceId }: SourceScope,
): Promise<Map<string, number>> {
  const rows = await rowsOf<{ type: string; count: number }>(
    database,
    sql`SELECT type, sum(count)::int AS count FROM (
          SELECT type, count(*) AS count FROM ${documents}
            WHERE source_id = ${sourceId} AND status <> 'deleting' GROUP BY type
          UNION ALL
          SELECT type, -count(*) FROM (${goneDocuments({ workspaceId, sourceId })}) AS gone GROUP BY type
        ) AS counted GROUP BY type`,
  );
  return new Map(rows.map(({ type, count }) => [type, count]));
}

/**
 * Documents of a source that its listings no longer show and that are held all the same, as a SELECT: `held` ones wait for a
 * decision, of the others a person said that they stay.
 */
export function goneDocuments({ workspaceId, sourceId }: SourceScope): SQL {
  return sql`SELECT stays.id, stays.type, bool_or(asked.state = 'held') AS held
      FROM ${deletions} AS asked
      JOIN ${deletionDocuments} AS of_it ON of_it.deletion_id = asked.id
      JOIN ${documents} AS stays ON stays.id = of_it.document_id AND stays.workspace_id = asked.workspace_id
      WHERE asked.workspace_id = ${workspaceId} AND asked.source_id = ${sourceId}
        AND asked.state IN ('held', 'kept', 'undone') AND stays.source_id = asked.source_id AND stays.status <> 'deleting'
      GROUP BY stays.id, stays.type`;
}
