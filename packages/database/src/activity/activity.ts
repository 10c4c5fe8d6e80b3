import type { Activity, JsonValue } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { activity as table } from "../schema/activity-tables.ts";
import { isStorable, toStorable } from "../storable-text.ts";

/** Queries on the audit trail. */
export const activityLog = {
  /** Records an entry once; false when it is there already. Throws `constraint` for an unknown workspace. */
  async record(database: Database, entry: Activity & { readonly workspaceId: string }): Promise<boolean> {
    const { id, workspaceId, actor, action, subject, at } = entry;
    const details = JSON.stringify(isStorable(entry.details) ? entry.details : {});
    const made = await rowsOf(
      database,
      sql`INSERT INTO ${table} (id, workspace_id, actor, action, subject, details, at)
          VALUES (${toStorable(id)}, ${workspaceId}, ${toStorable(actor)}, ${toStorable(action)}, ${toStorable(subject)},
            ${details}::jsonb, ${at}::timestamptz)
          ON CONFLICT (id) DO NOTHING RETURNING 1`,
    );
    return made.length > 0;
  },

  /** The newest entries first; `before` is the id of an entry, whose elders are returned. */
  async list(
    database: Database,
    filter: { readonly workspaceId: string; readonly before?: string | undefined; readonly limit: number },
  ): Promise<Activity[]> {
    const { workspaceId, before, limit } = filter;
    const older =
      before === undefined
        ? sql``
        : sql`AND (at, id) < (SELECT at, id FROM ${table} WHERE workspace_id = ${workspaceId} AND id = ${before})`;
    const rows = await rowsOf<Omit<Activity, "at" | "details"> & { details: Record<string, JsonValue>; at: string }>(
      database,
      sql`SELECT id, actor, action, subject, details, at FROM ${table} WHERE workspace_id = ${workspaceId} ${older}
          ORDER BY at DESC, id DESC LIMIT ${limit}`,
    );
    return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
  },
};
