import type { IndexDescription, IndexQuality, Problem } from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { newId } from "../identifiers.ts";
import { rowsOf } from "../query.ts";
import { searchIndexEntries, searchIndexes as table } from "../schema/search-index-tables.ts";
import { documents } from "../schema/tables.ts";
import { toStorable } from "../storable-text.ts";
import { countBuilt, countDocuments, duePage, forget, recordBuilt, vanished } from "./building.ts";
import { sample } from "./sample.ts";
import { type SearchIndex, selectIndexes } from "./search-index-rows.ts";
import { makeActive } from "./switching.ts";

type Id = { readonly workspaceId: string; readonly id: string };

/** What a new index is to be. */
interface NewIndex {
  readonly workspaceId: string;
  readonly configHash: string;
  readonly description: IndexDescription;
  /** Given the new id, names the place of its vectors. */
  readonly namespace: (id: string) => string;
}

const isNext = sql.raw("state IN ('building', 'held', 'failed')");

/**
 * Queries on search indexes. A workspace has one that is `active`, and at most one that is to replace it: `building`,
 * `held` for a person to decide, or `failed`.
 */
export const searchIndexes = {
  ...{ duePage, vanished, recordBuilt, forget, countDocuments, countBuilt, sample, makeActive },

  /** The index that is searched; null before the first. */
  async active(database: Database, workspaceId: string): Promise<SearchIndex | null> {
    const [row] = await selectIndexes(database, workspaceId, sql`state = 'active'`);
    return row ?? null;
  },

  /** The index that is to replace the active one; null while there is none. */
  async next(database: Database, workspaceId: string): Promise<SearchIndex | null> {
    const [row] = await selectIndexes(database, workspaceId, isNext);
    return row ?? null;
  },

  /** One index of the workspace; null when it has none of this id. */
  async get(database: Database, { workspaceId, id }: Id): Promise<SearchIndex | null> {
    const [row] = await selectIndexes(database, workspaceId, sql`id = ${id}`);
    return row ?? null;
  },

  /** Those whose vectors are to be removed. */
  leaving(database: Database, workspaceId: string): Promise<SearchIndex[]> {
    return selectIndexes(database, workspaceId, sql`state IN ('retired', 'dropping')`);
  },

  /** Whether an index of this configuration was dropped by a person and not asked for since. */
  async isUnwanted(database: Database, workspaceId: string, configHash: string): Promise<boolean> {
    const condition = sql`state IN ('dropping', 'dropped') AND config_hash = ${configHash}`;
    return (await selectIndexes(database, workspaceId, condition)).length > 0;
  },

  /** Makes an index active where none is, and returns the one that then is. */
  async first(database: Database, input: NewIndex): Promise<SearchIndex> {
    await insert(database, input, "active");
    const active = await searchIndexes.active(database, input.workspaceId);
    if (!active) throw new Error(`The first index of ${input.workspaceId} went away while it was made.`);
    return active;
  },

  /** Replaces an active index that nothing was indexed in yet; the old one is to be emptied. Returns the active one. */
  replaceUnused(database: Database, old: SearchIndex, input: NewIndex): Promise<SearchIndex> {
    return database.transaction(async (transaction) => {
      await rowsOf(
        transaction,
        sql`UPDATE ${table} SET state = 'retired' WHERE id = ${old.id} AND state = 'active' AND workspace_id = ${old.workspaceId}`,
      );
      return searchIndexes.first(transaction, input);
    });
  },

  /**
   * Begins, or goes on, to build an index of this configuration. One of the same configuration that failed is taken up
   * with what it holds; one of another configuration is retired. One that is being built or held is returned as it is.
   */
  begin(database: Database, input: NewIndex): Promise<SearchIndex> {
    return database.transaction(async (transaction) => {
      const { workspaceId, configHash } = input;
      await rowsOf(
        transaction,
        sql`UPDATE ${table} SET state = 'retired'
            WHERE workspace_id = ${workspaceId} AND ${isNext} AND config_hash <> ${configHash}`,
      );
      await rowsOf(
        transaction,
        sql`UPDATE ${table} SET state = 'retired'
            WHERE workspace_id = ${workspaceId} AND state IN ('dropping', 'dropped')`,
      );
      await rowsOf(
        transaction,
        sql`UPDATE ${table} SET state = 'building', problem = NULL, attempt = attempt + 1
            WHERE workspace_id = ${workspaceId} AND state = 'failed'`,
      );
      await insert(transaction, input, "building");
      const next = await searchIndexes.next(transaction, workspaceId);
      if (!next) throw new Error(`The new index of ${workspaceId} went away while it was made.`);
      return next;
    });
  },

  /** Records how a built index compares; one that did not pass is held for a person. */
  async recordQuality(database: Database, { workspaceId, id }: Id, quality: IndexQuality): Promise<void> {
    await rowsOf(
      database,
      sql`UPDATE ${table} SET quality = ${JSON.stringify(quality)}::jsonb, state = ${quality.passed ? "building" : "held"}
          WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'building'`,
    );
  },

  /** Records why building an index ended; it can be taken up again. */
  async fail(database: Database, { workspaceId, id }: Id, problem: Problem): Promise<void> {
    const storable = { code: toStorable(problem.code), message: toStorable(problem.message) };
    await rowsOf(
      database,
      sql`UPDATE ${table} SET state = 'failed', problem = ${JSON.stringify(storable)}::jsonb
          WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'building'`,
    );
  },

  /** Lets an index that is held become active, once it has caught up; null when none is held. */
  async approve(database: Database, workspaceId: string): Promise<SearchIndex | null> {
    const approved = await rowsOf(
      database,
      sql`UPDATE ${table} SET state = 'building', approved = true, attempt = attempt + 1
          WHERE workspace_id = ${workspaceId} AND state = 'held' RETURNING id`,
    );
    return approved.length > 0 ? searchIndexes.next(database, workspaceId) : null;
  },

  /** Gives up an index that is not active; its vectors are to be removed. False when there is none. */
  async drop(database: Database, workspaceId: string): Promise<boolean> {
    const dropped = await rowsOf(
      database,
      sql`UPDATE ${table} SET state = 'dropping' WHERE workspace_id = ${workspaceId} AND ${isNext} RETURNING id`,
    );
    return dropped.length > 0;
  },

  /** Notes that an index's vectors are gone. */
  async emptied(database: Database, { workspaceId, id }: Id): Promise<void> {
    const own = sql`workspace_id = ${workspaceId} AND index_id = ${id}`;
    await rowsOf(database, sql`DELETE FROM ${searchIndexEntries} WHERE ${own}`);
    await rowsOf(
      database,
      sql`DELETE FROM ${table} WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'retired'`,
    );
    await rowsOf(
      database,
      sql`UPDATE ${table} SET state = 'dropped' WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'dropping'`,
    );
  },

  /** Whether anything of the workspace is in its index. */
  async isUsed(database: Database, workspaceId: string): Promise<boolean> {
    const rows = await rowsOf(
      database,
      sql`SELECT 1 FROM ${documents} WHERE workspace_id = ${workspaceId} AND config_hash IS NOT NULL LIMIT 1`,
    );
    return rows.length > 0;
  },

  /** The configurations the workspace's documents were indexed under, the most used first. */
  async configHashes(database: Database, workspaceId: string): Promise<string[]> {
    const rows = await rowsOf<{ config_hash: string }>(
      database,
      sql`SELECT config_hash FROM ${documents} WHERE workspace_id = ${workspaceId} AND config_hash IS NOT NULL
          GROUP BY config_hash ORDER BY count(*) DESC, config_hash`,
    );
    return rows.map(({ config_hash }) => config_hash);
  },
};

async function insert(database: Database, input: NewIndex, state: "active" | "building"): Promise<void> {
  const { workspaceId, configHash, description } = input;
  const id = newId("idx");
  await rowsOf(
    database,
    sql`INSERT INTO ${table} (id, workspace_id, state, config_hash, namespace, description, activated_at)
        VALUES (${id}, ${workspaceId}, ${state}, ${configHash}, ${input.namespace(id)},
          ${JSON.stringify(description)}::jsonb, ${state === "active" ? sql`now()` : sql`NULL`})
        ON CONFLICT DO NOTHING`,
  );
}
