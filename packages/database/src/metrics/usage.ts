import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { usageCounters as table } from "../schema/metric-tables.ts";
import { workspaces } from "../schema/tables.ts";

/** What is counted by the hour because no other row tells it; times are in milliseconds. */
export type UsageName =
  | "searches"
  | "searches.cached"
  | "searches.empty"
  | "searches.failed"
  | "searches.milliseconds"
  | "api.calls"
  | "api.failed"
  | "api.waits"
  | "api.wait-milliseconds"
  | "embeddings.texts"
  | "embeddings.cached"
  | "embeddings.tokens";

/** How much of something there was in an hour. */
export interface UsageCount {
  readonly workspaceId: string;
  /** Start of the hour, in milliseconds since the epoch. */
  readonly hour: number;
  readonly name: UsageName;
  /** What it is told apart by; empty where there is nothing. */
  readonly label: string;
  /** A whole number to add. */
  readonly value: number;
}

/** Queries on what is counted. */
export const usage = {
  /** Adds counts to what is there. Counts of workspaces that are gone are dropped. */
  async add(database: Database, counts: readonly UsageCount[]): Promise<void> {
    if (counts.length === 0) return;
    await rowsOf(
      database,
      sql`INSERT INTO ${table} (workspace_id, hour, name, label, value)
          SELECT ${workspaces.id}, to_timestamp(given.hour / 1000.0), given.name, given.label, sum(given.value)
          FROM json_to_recordset(${JSON.stringify(counts)}::json)
            AS given ("workspaceId" text, hour bigint, name text, label text, value bigint)
          JOIN ${workspaces} ON ${workspaces.id} = given."workspaceId"
          GROUP BY 1, 2, 3, 4
          ON CONFLICT (workspace_id, hour, name, label) DO UPDATE SET value = ${table}.value + excluded.value`,
    );
  },
};
