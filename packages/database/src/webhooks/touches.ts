import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { sources } from "../schema/tables.ts";
import { sourceTouches as table } from "../schema/webhook-tables.ts";

interface Place {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Things that were read by name up to a moment, in numbers. */
export interface TouchMark {
  readonly count: number;
  /** The moment, by the database's clock. */
  readonly at: string;
}

/** Queries on what was read by name since a source's cursor last moved. */
export const sourceTouches = {
  /** Notes things that are being read by name. Nothing is noted for a source the workspace has not. */
  async add(database: Database, input: Place & { readonly references: readonly string[] }): Promise<void> {
    if (input.references.length === 0) return;
    await rowsOf(
      database,
      sql`INSERT INTO ${table} (source_id, hash, reference, touched_at)
          SELECT ${sources.id}, sha256(convert_to(reference, 'UTF8')), reference, clock_timestamp()
          FROM ${sources} CROSS JOIN (
            SELECT DISTINCT value AS reference FROM jsonb_array_elements_text(${JSON.stringify(input.references)}::jsonb)
          ) AS given
          WHERE ${sources.workspaceId} = ${input.workspaceId} AND ${sources.id} = ${input.sourceId}
          ON CONFLICT (source_id, hash) DO UPDATE SET touched_at = excluded.touched_at`,
    );
  },

  /** How many there are, and the moment up to which that holds. */
  async mark(database: Database, place: Place): Promise<TouchMark> {
    const [row] = await rowsOf<{ count: number; at: string }>(
      database,
      sql`SELECT count(${table.hash})::int AS count, to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
          FROM ${table} JOIN ${sources} ON ${sources.id} = ${table.sourceId}
          WHERE ${sources.workspaceId} = ${place.workspaceId} AND ${sources.id} = ${place.sourceId}`,
    );
    return row ?? { count: 0, at: new Date(0).toISOString() };
  },

  /** Some of those of a moment, always in the same order. */
  async list(
    database: Database,
    input: Place & { readonly until: string; readonly offset: number; readonly limit: number },
  ): Promise<string[]> {
    const rows = await rowsOf<{ reference: string }>(
      database,
      sql`SELECT reference FROM ${table} JOIN ${sources} ON ${sources.id} = ${table.sourceId}
          WHERE ${sources.workspaceId} = ${input.workspaceId} AND ${sources.id} = ${input.sourceId}
            AND touched_at <= ${input.until}::timestamptz
          ORDER BY hash LIMIT ${input.limit} OFFSET ${input.offset}`,
    );
    return rows.map(({ reference }) => reference);
  },

  /** Forgets those of a moment; what was read by name again since then stays. */
  async forget(database: Database, input: Place & { readonly until: string }): Promise<void> {
    await rowsOf(
      database,
      sql`DELETE FROM ${table} USING ${sources}
          WHERE ${sources.id} = ${table.sourceId} AND ${sources.workspaceId} = ${input.workspaceId}
            AND ${sources.id} = ${input.sourceId} AND touched_at <= ${input.until}::timestamptz`,
    );
  },
};
