import type { JsonValue, Problem, SourceRecord } from "@tributary/validation";
import { archiveSource } from "./archives/archive-source.ts";
import type { Database } from "./database.ts";
import { and, asc, eq, getTableColumns, gt, inArray, sql } from "./drizzle.ts";
import { withDatabaseErrors } from "./error-mapping.ts";
import { DatabaseError } from "./errors.ts";
import { newId } from "./identifiers.ts";
import { sources as table } from "./schema/tables.ts";

/** A source with what syncing it needs, beyond what the API shows. */
export interface Source extends SourceRecord {
  /** What it syncs, unique among the workspace's sources of its kind. */
  readonly key: string;
  /** Where the next incremental sync starts; null before the first sync is complete. */
  readonly cursor: string | null;
}

/** Queries on sources. */
export const sources = {
  /**
   * Connects a source, or finds the one with this key and brings its configuration up to date; an archived one becomes
   * active again, with all its documents. Throws `constraint` for an unknown workspace, `conflict` for a source that is
   * being removed for good.
   */
  async connect(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly kind: string;
      readonly key: string;
      readonly name: string;
      readonly config: Readonly<Record<string, JsonValue>>;
    },
  ): Promise<{ source: Source; created: boolean }> {
    const { workspaceId, kind, key, name, config } = input;
    const [row] = await withDatabaseErrors(() =>
      database.orm
        .insert(table)
        .values({ id: newId("src"), workspaceId, kind, key, name, config })
        .onConflictDoUpdate({
          target: [table.workspaceId, table.kind, table.key],
          set: {
            config,
            archivedAt: null,
            status: sql`CASE ${table.status} WHEN 'archived' THEN 'active' ELSE ${table.status} END`,
          },
          setWhere: sql`${table.purgedAt} IS NULL`,
        })
        // Only a row that was just inserted has no transaction that replaced it.
        .returning({ ...getTableColumns(table), created: sql<boolean>`xmax = 0` }),
    );
    if (!row) throw new DatabaseError("conflict", "This source is being removed for good: try again in a minute.");
    return { source: toSource(row), created: row.created };
  },

  /** The source with this key; null when there is none, archived ones included. */
  async find(
    database: Database,
    { workspaceId, kind, key }: { readonly workspaceId: string; readonly kind: string; readonly key: string },
  ): Promise<Source | null> {
    const [row] = await withDatabaseErrors(() =>
      database.orm
        .select()
        .from(table)
        .where(and(eq(table.workspaceId, workspaceId), eq(table.kind, kind), eq(table.key, key))),
    );
    return row ? toSource(row) : null;
  },

  /** One source of the workspace; null when it has none of this id. */
  async get(database: Database, workspaceId: string, id: string): Promise<Source | null> {
    const [row] = await withDatabaseErrors(() =>
      database.orm
        .select()
        .from(table)
        .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id))),
    );
    return row ? toSource(row) : null;
  },

  /** The workspace's sources as the API shows them, oldest first; archived ones only when asked for. */
  async list(
    database: Database,
    workspaceId: string,
    options: { readonly archived?: boolean } = {},
  ): Promise<SourceRecord[]> {
    const rows = await withDatabaseErrors(() =>
      database.orm
        .select()
        .from(table)
        .where(
          and(eq(table.workspaceId, workspaceId), options.archived ? undefined : sql`${table.status} <> 'archived'`),
        )
        .orderBy(asc(table.createdAt), asc(table.id)),
    );
    return rows.map(toRecord);
  },

  /**
   * Sources of every workspace that schedules are to sync, failing ones included, in the order of their ids; `after` is
   * the last id of the page before; `nightly` leaves out those with a schedule of their own. The one query here that is
   * not bound to a workspace.
   */
  listActive(
    database: Database,
    page: { readonly after: string | null; readonly limit: number; readonly nightly?: boolean },
  ): Promise<{ id: string; workspaceId: string }[]> {
    return withDatabaseErrors(() =>
      database.orm
        .select({ id: table.id, workspaceId: table.workspaceId })
        .from(table)
        .where(
          and(
            inArray(table.status, ["active", "failing"]),
            page.after === null ? undefined : gt(table.id, page.after),
            page.nightly ? sql`${table.syncSchedule} IS NULL` : undefined,
          ),
        )
        .orderBy(asc(table.id))
        .limit(page.limit),
    );
  },

  /** Gives a source another key, name and configuration; its documents and its cursor stay. Throws `constraint` for a taken key. */
  reconfigure(
    database: Database,
    input: {
      readonly workspaceId: string;
      readonly sourceId: string;
      readonly key: string;
      readonly name: string;
      readonly config: Readonly<Record<string, JsonValue>>;
    },
  ): Promise<Source | null> {
    const { workspaceId, sourceId, key, name, config } = input;
    return update(database, workspaceId, sourceId, { key, name, config });
  },

  /** Gives a source another name. */
  rename(database: Database, workspaceId: string, id: string, name: string): Promise<Source | null> {
    return update(database, workspaceId, id, { name });
  },

  /** Records what is wrong with a source, which makes it `failing`, or with null that nothing is. */
  setProblem(database: Database, workspaceId: string, id: string, problem: Problem | null): Promise<Source | null> {
    const status = problem ? "failing" : "active";
    const held = sql`CASE WHEN ${table.status} IN ('paused', 'archived') THEN ${table.status} ELSE ${status} END`;
    return update(database, workspaceId, id, { problem, status: held as never });
  },

  /** Pauses a source, so that schedules and webhooks leave it out, or lets it go on as it was: active or failing. */
  setPaused(database: Database, workspaceId: string, id: string, paused: boolean): Promise<Source | null> {
    const resumed = sql`CASE WHEN ${table.problem} IS NULL THEN 'active' ELSE 'failing' END`;
    const status = sql`CASE ${table.status} WHEN 'archived' THEN 'archived' ELSE ${paused ? "paused" : resumed} END`;
    return update(database, workspaceId, id, { status: status as never });
  },

  /**
   * Disconnects a source: it is not listed, synced nor searched any more, its credentials and webhook secrets are gone and
   * its syncs cancelled. Its documents wait to be restored, by connecting it again, or removed for good (`archives`).
   */
  archive(database: Database, workspaceId: string, id: string): Promise<Source | null> {
    return database.transaction(async (transaction) => {
      const archived = await archiveSource(transaction, { workspaceId, sourceId: id });
      return archived ? sources.get(transaction, workspaceId, id) : null;
    });
  },
};

type Row = typeof table.$inferSelect;

async function update(
  database: Database,
  workspaceId: string,
  id: string,
  set: Partial<Pick<typeof table.$inferInsert, "problem" | "status" | "key" | "name" | "config">>,
): Promise<Source | null> {
  const [row] = await withDatabaseErrors(() =>
    database.orm
      .update(table)
      .set(set)
      .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id)))
      .returning(),
  );
  return row ? toSource(row) : null;
}

function toRecord(row: Row): SourceRecord {
  const { id, workspaceId, kind, name, config, status, problem, syncSchedule } = row;
  return {
    ...{ id, workspaceId, kind, name, config, status, problem, syncSchedule },
    lastSyncAt: row.lastSyncAt?.toISOString() ?? null,
    nextSyncAt: row.nextSyncAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function toSource(row: Row): Source {
  const { key, cursor } = row;
  return { ...toRecord(row), key, cursor };
}
