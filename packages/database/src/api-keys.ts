import { createHash } from "node:crypto";
import type { Database } from "./database.ts";
import { and, asc, eq, sql } from "./drizzle.ts";
import { withDatabaseErrors } from "./error-mapping.ts";
import { newId, randomText } from "./identifiers.ts";
import { apiKeys as table } from "./schema/tables.ts";

/** Marks our keys for secret scanners. */
const KEY_PREFIX = "trib_";
/** 43 letters and digits are 256 bits. */
const SECRET_LENGTH = 43;
/** What is kept readable of a key, so that its owner can tell it from others: 24 bits of its 256. */
const SHOWN_LENGTH = KEY_PREFIX.length + 4;

/** A key as it is listed: never the key itself, which nobody can show again. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** The key's first characters. */
  readonly prefix: string;
  readonly createdAt: Date;
  /** Exact to a minute. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Whose key a request shows. */
export interface KnownApiKey extends Pick<ApiKey, "id" | "name" | "prefix"> {
  readonly workspaceId: string;
}

/** Queries on API keys. */
export const apiKeys = {
  /** Makes a key. It is returned this once: only its SHA-256 is kept. Throws `constraint` for an unknown workspace. */
  async create(
    database: Database,
    input: { readonly workspaceId: string; readonly name: string },
  ): Promise<{ id: string; key: string }> {
    const { workspaceId, name } = input;
    const id = newId("key");
    const key = `${KEY_PREFIX}${randomText(SECRET_LENGTH)}`;
    const row = { id, workspaceId, name, prefix: key.slice(0, SHOWN_LENGTH), hash: hashOf(key) };
    await withDatabaseErrors(() => database.orm.insert(table).values(row));
    return { id, key };
  },

  /** Whose key this is; null when it is not known or revoked. Notes the use, at most once a minute. */
  async find(database: Database, key: string): Promise<KnownApiKey | null> {
    if (!key.startsWith(KEY_PREFIX) || key.length !== KEY_PREFIX.length + SECRET_LENGTH) return null;
    return withDatabaseErrors(async () => {
      const stale = sql<boolean>`coalesce(${table.lastUsedAt} < now() - interval '1 minute', true)`;
      const [found] = await database.orm
        .select({ id: table.id, workspaceId: table.workspaceId, name: table.name, prefix: table.prefix, stale })
        .from(table)
        .where(and(eq(table.hash, hashOf(key)), sql`${table.revokedAt} IS NULL`));
      if (!found) return null;
      const { stale: isStale, ...known } = found;
      if (isStale) await database.orm.update(table).set({ lastUsedAt: sql`now()` }).where(eq(table.id, known.id));
      return known;
    });
  },

  /** The workspace's keys, oldest first, revoked ones included. */
  list(database: Database, workspaceId: string): Promise<ApiKey[]> {
    const { id, name, prefix, createdAt, lastUsedAt, revokedAt } = table;
    return withDatabaseErrors(() =>
      database.orm
        .select({ id, name, prefix, createdAt, lastUsedAt, revokedAt })
        .from(table)
        .where(eq(table.workspaceId, workspaceId))
        .orderBy(asc(createdAt), asc(id)),
    );
  },

  /** Makes a key useless from the next request on; false when the workspace has no such key in use. */
  async revoke(database: Database, workspaceId: string, id: string): Promise<boolean> {
    const revoked = await withDatabaseErrors(() =>
      database.orm
        .update(table)
        .set({ revokedAt: sql`now()` })
        .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id), sql`${table.revokedAt} IS NULL`))
        .returning({ id: table.id }),
    );
    return revoked.length > 0;
  },
};

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
