import { hash, randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { type Database, openDatabase } from "../index.ts";
import { lockFile } from "../kernel-lock.ts";
import { initdbFlags, POSTGRES_MAJOR } from "../pglite/postgres-settings.ts";

/** Connection string of a PostgreSQL server on which databases may be made; tests run on PGlite only without it. */
export const serverUrl = process.env.TRIBUTARY_TEST_DATABASE_URL;

/** An empty folder that is gone after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tributary-database-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the same tests on PGlite and, when a server is given, on PostgreSQL, each on a database of their own. */
export function describeDatabases(name: string, tests: (database: () => Database) => void): void {
  describe(`${name} (PGlite)`, () => {
    const folder = temporaryFolder();
    let database: Database | undefined;
    beforeAll(async () => {
      const directory = join(folder, "database");
      await copyFreshPglite(directory);
      database = await openDatabase({ kind: "pglite", directory });
    }, 120_000);
    afterAll(() => database?.close());
    tests(() => opened(database));
  });

  if (!serverUrl) return;
  describe(`${name} (PostgreSQL)`, () => {
    const url = temporaryPostgres(serverUrl);
    let database: Database | undefined;
    beforeAll(async () => {
      database = await openDatabase({ kind: "postgres", url });
    });
    afterAll(() => database?.close());
    tests(() => opened(database));
  });
}

function opened(database: Database | undefined): Database {
  if (!database) throw new Error("The database of this test file could not be opened.");
  return database;
}

/** Makes an empty database on the server for this test file and drops it afterwards; returns its connection string. */
export function temporaryPostgres(server: string): string {
  const name = `tributary_test_${randomBytes(6).toString("hex")}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  beforeAll(() => administer(`CREATE DATABASE ${name}`));
  afterAll(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Puts a migrated PGlite folder at `directory`. Making one takes seconds: it is made once for all test files and runs of
 * the same schema, and copied.
 */
export async function copyFreshPglite(directory: string): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  const cache = join(root, "node_modules/.cache/pglite");
  const migrations = readdirSync(join(root, "src/migrations")).filter((name) => name.endsWith(".sql"));
  const schema = migrations.sort().map((name) => readFileSync(join(root, "src/migrations", name), "utf8"));
  const template = join(cache, hash("sha256", JSON.stringify([schema, initdbFlags, POSTGRES_MAJOR])).slice(0, 16));
  mkdirSync(cache, { recursive: true });
  let release = lockFile(`${template}.lock`);
  while (!release) {
    await sleep(50);
    release = lockFile(`${template}.lock`);
  }
  try {
    if (!existsSync(template)) {
      rmSync(`${template}.new`, { recursive: true, force: true });
      const database = await openDatabase({ kind: "pglite", directory: `${template}.new` });
      await database.close();
      renameSync(`${template}.new`, template);
    }
    cpSync(template, directory, { recursive: true });
  } finally {
    release();
  }
}
