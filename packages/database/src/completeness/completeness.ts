import type { ShownStatus } from "@tributary/validation";
import type { Database } from "../database.ts";
import type { SourceScope } from "../documents/types.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { type CompleteListing, documents, sources } from "../schema/tables.ts";
import { goneDocuments } from "./documents-there.ts";
import { missingOf } from "./keep-listing.ts";

/** What is held of a source, and what its listings showed, at one moment. */
export interface SourceFigures {
  /** The last complete listing; null before there is one. */
  readonly listing: CompleteListing | null;
  /** Documents held, those being deleted left out. */
  readonly held: readonly { readonly type: string; readonly status: ShownStatus; readonly count: number }[];
  /** Of those, the ones its listings no longer show: `held` ones wait for a decision, the others stay. */
  readonly gone: readonly { readonly type: string; readonly held: boolean; readonly count: number }[];
  /** Why those that failed or are skipped did, and what one of them says. */
  readonly problems: readonly {
    readonly status: "failed" | "skipped";
    readonly code: string;
    readonly message: string;
    readonly count: number;
  }[];
  /** Documents that were listed and are not recorded, by type. */
  readonly unrecorded: Readonly<Record<string, number>>;
}

/** Queries on how much of what a source has is held. */
export const completeness = {
  /** The figures of a source, all of the same moment; null when the workspace has none of this id. */
  async ofSource(database: Database, { workspaceId, sourceId }: SourceScope): Promise<SourceFigures | null> {
    const own = sql`source_id = ${sourceId}`;
    // One statement: whatever syncs meanwhile, the figures add up.
    const [row] = await rowsOf<Omit<SourceFigures, "unrecorded">>(
      database,
      sql`SELECT listing, coalesce((
            SELECT json_agg(counted) FROM (
              SELECT type, status, count(*) AS count FROM ${documents}
              WHERE ${own} AND status <> 'deleting' GROUP BY type, status ORDER BY type, status
            ) AS counted
          ), '[]') AS held, coalesce((
            SELECT json_agg(counted) FROM (
              SELECT type, held, count(*) AS count FROM (${goneDocuments({ workspaceId, sourceId })}) AS gone GROUP BY type, held
            ) AS counted
          ), '[]') AS gone, coalesce((
            SELECT json_agg(counted) FROM (
              SELECT status, coalesce(problem ->> 'code', 'unknown') AS code, count(*) AS count,
                coalesce(min(problem ->> 'message'), '') AS message
              FROM ${documents} WHERE ${own} AND status IN ('failed', 'skipped') GROUP BY 1, 2
            ) AS counted
          ), '[]') AS problems
          FROM ${sources} WHERE workspace_id = ${workspaceId} AND id = ${sourceId}`,
    );
    return row ? { ...row, unrecorded: unrecordedOf(row) } : null;
  },
};

/** Of a listing whose job failed, what was not read then may have been read since. */
function unrecordedOf({ listing, held, gone }: Omit<SourceFigures, "unrecorded">): Readonly<Record<string, number>> {
  if (!listing) return {};
  if (listing.succeeded) return listing.unrecorded;
  const there = new Map<string, number>();
  for (const { type, count } of held) there.set(type, (there.get(type) ?? 0) + count);
  for (const { type, count } of gone) there.set(type, (there.get(type) ?? 0) - count);
  return missingOf(listing.types, there);
}
