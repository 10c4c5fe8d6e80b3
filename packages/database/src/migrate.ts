import { fileURLToPath } from "node:url";
import type { Database } from "./database.ts";
import { readMigrationFiles, sql } from "./drizzle.ts";
import { withDatabaseErrors } from "./error-mapping.ts";
import { DatabaseError } from "./errors.ts";
import { rowsOf } from "./query.ts";

/** Where the committed SQL lies, seen from src and from dist alike: building does not copy it. */
const migrationsFolder = fileURLToPath(new URL("../src/migrations", import.meta.url));

/** Arbitrary but fixed: whoever migrates this schema takes this advisory lock. */
const MIGRATION_LOCK = 7_274_922_011;

/**
 * Brings the schema up to this version in one transaction: a crash leaves the old schema or the new one, and of several
 * starters one migrates while the others wait. Throws `newer-schema` when the database knows migrations this version
 * does not.
 */
export async function migrate(database: Database): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder });
  if ((await appliedCount(database, migrations)) === migrations.length) return;
  await database.transaction(async (transaction) => {
    await rowsOf(transaction, sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await rowsOf(
      transaction,
      sql`CREATE TABLE IF NOT EXISTS schema_migrations (
        position integer PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    // Another starter may have been faster.
    for (let position = await appliedCount(transaction, migrations); position < migrations.length; position++) {
      const { sql: statements, hash } = migrations[position] ?? { sql: [], hash: "" };
      for (const statement of statements) {
        await withDatabaseErrors(() => transaction.orm.execute(sql.raw(statement)));
      }
      await rowsOf(transaction, sql`INSERT INTO schema_migrations (position, hash) VALUES (${position}, ${hash})`);
    }
  });
}

/** How many of our migrations the database has; throws when it has others. */
async function appliedCount(database: Database, known: readonly { readonly hash: string }[]): Promise<number> {
  const [table] = await rowsOf<{ name: string | null }>(
    database,
    sql`SELECT to_regclass('schema_migrations')::text AS name`,
  );
  if (!table?.name) return 0;
  const applied = await rowsOf<{ hash: string }>(database, sql`SELECT hash FROM schema_migrations ORDER BY position`);
  if (applied.length > known.length) {
    throw new DatabaseError(
      "newer-schema",
      `The database was written by a newer version of Tributary (schema ${applied.length}, this version knows ${known.length}): update Tributary.`,
    );
  }
  const changed = applied.findIndex(({ hash }, position) => hash !== known[position]?.hash);
  if (changed >= 0) {
    throw new DatabaseError(
      "newer-schema",
      `Migration ${changed} of the database is not the one of this version: it was written by another version of Tributary.`,
    );
  }
  return applied.length;
}
