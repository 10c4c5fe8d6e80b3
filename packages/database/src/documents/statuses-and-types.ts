import { type SQL, sql } from "../drizzle.ts";
import { documents } from "../schema/tables.ts";

/**
 * Which states and types a source's documents have, as `statuses_and_types` of a WITH RECURSIVE: one step in the index for
 * each, however many documents there are.
 */
export function statusesAndTypes(sourceId: string): SQL {
  const next = (after: SQL) => sql`SELECT status, type FROM ${documents}
      WHERE source_id = ${sourceId} ${after} ORDER BY status, type LIMIT 1`;
  return sql`statuses_and_types AS (
      (${next(sql``)})
      UNION ALL
      SELECT found.status, found.type FROM statuses_and_types AS held CROSS JOIN LATERAL (
        ${next(sql`AND (status, type) > (held.status, held.type)`)}
      ) AS found
    )`;
}
