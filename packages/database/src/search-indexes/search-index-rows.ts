import type { IndexDescription, IndexQuality, Problem } from "@tributary/validation";
import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { type IndexState, searchIndexes as table } from "../schema/search-index-tables.ts";

/** A search index of a workspace. */
export interface SearchIndex {
  readonly id: string;
  readonly workspaceId: string;
  readonly state: IndexState;
  readonly configHash: string;
  /** Where its vectors are. */
  readonly namespace: string;
  readonly description: IndexDescription;
  /** How often building it was begun. */
  readonly attempt: number;
  /** Whether a person wants it to become active whatever the comparison says. */
  readonly approved: boolean;
  /** Documents there were to index when building it was begun, or last caught up. */
  readonly total: number;
  readonly chunks: number;
  readonly embedded: number;
  readonly cached: number;
  readonly quality: IndexQuality | null;
  readonly problem: Problem | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly activatedAt: string | null;
}

interface Row {
  readonly id: string;
  readonly workspace_id: string;
  readonly state: IndexState;
  readonly config_hash: string;
  readonly namespace: string;
  readonly description: IndexDescription;
  readonly attempt: number;
  readonly approved: boolean;
  readonly total: number;
  readonly chunks: number;
  readonly embedded: number;
  readonly cached: number;
  readonly quality: IndexQuality | null;
  readonly problem: Problem | null;
  readonly created_at: string;
  readonly activated_at: string | null;
}

/** Indexes of a workspace that fit a condition. */
export async function selectIndexes(database: Database, workspaceId: string, condition: SQL): Promise<SearchIndex[]> {
  const rows = await rowsOf<Row>(
    database,
    sql`SELECT * FROM ${table} WHERE workspace_id = ${workspaceId} AND ${condition}`,
  );
  return rows.map(({ workspace_id, config_hash, created_at, activated_at, ...row }) => ({
    ...row,
    workspaceId: workspace_id,
    configHash: config_hash,
    createdAt: new Date(created_at).toISOString(),
    activatedAt: activated_at === null ? null : new Date(activated_at).toISOString(),
  }));
}
