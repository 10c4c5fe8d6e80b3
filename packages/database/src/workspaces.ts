import type { Database } from "./database.ts";
import { asc, eq, sql } from "./drizzle.ts";
import { withDatabaseErrors } from "./error-mapping.ts";
import { workspaces as table } from "./schema/tables.ts";

/** A tenant: everything else belongs to one. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** Queries on workspaces. */
export const workspaces = {
  /** Makes the workspace when it is not there, and gives it this name when it is. */
  async ensure(database: Database, workspace: Workspace): Promise<void> {
    const { id, name } = workspace;
    await withDatabaseErrors(() =>
      database.orm
        .insert(table)
        .values({ id, name })
        .onConflictDoUpdate({ target: table.id, set: { name }, setWhere: sql`${table.name} <> excluded.name` }),
    );
  },

  /** The workspace; null when there is none of this id. */
  async get(database: Database, workspaceId: string): Promise<Workspace | null> {
    const [found] = await withDatabaseErrors(() =>
      database.orm.select({ id: table.id, name: table.name }).from(table).where(eq(table.id, workspaceId)),
    );
    return found ?? null;
  },

  /** All workspaces, by id. */
  list(database: Database): Promise<Workspace[]> {
    return withDatabaseErrors(() =>
      database.orm.select({ id: table.id, name: table.name }).from(table).orderBy(asc(table.id)),
    );
  },
};
