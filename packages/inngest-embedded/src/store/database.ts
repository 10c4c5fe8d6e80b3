import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { EmbeddedInngestError, messageOf } from "../errors.ts";
import { migrations, schemaVersion } from "./migrations/index.ts";

/** A prepared statement whose rows have the shape `Row`. */
export interface Statement<Row> {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  /** Runs it and answers how many rows changed. */
  run(...values: SQLInputValue[]): number;
}

/** The engine's file, open and owned by this process. */
export interface Database {
  prepare<Row>(sql: string): Statement<Row>;
  /** Runs `work` in one transaction; a throw rolls all of it back. */
  transact<Result>(work: () => Result): Result;
  /** Runs `work` inside the open transaction so that a throw rolls back only this part. */
  nest(work: () => void): void;
  /**
   * Runs `work` in a transaction the disk need not have written when this returns: a power loss may take it back, a
   * killed process does not. Later transactions are never kept without it.
   */
  transactLazily<Result>(work: () => Result): Result;
  close(): void;
}

/** How to open the file. */
export interface DatabaseOptions {
  readonly file: string;
  readonly synchronous: "FULL" | "NORMAL";
}

/** Marks a file as the engine's own ("trbe" in the header), so that another program's database is not written to. */
const applicationId = 0x74726265;
/** Files above this size are not checked page by page at opening, in bytes. */
const checkedBytes = 64 * 1024 * 1024;
/** How long an opener waits for another process to let go of the file, in milliseconds. */
const lockWaitMs = 1000;

const sqliteBusy = 5;
const sqliteCorrupt = 11;
const sqliteNotDatabase = 26;

function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}

/**
 * Result codes that speak of the file or the disk: busy, locked, no memory, read-only, interrupted, input/output,
 * corrupt, full, cannot open, protocol, no database (https://sqlite.org/rescode.html).
 */
const storageCodes: ReadonlySet<number | undefined> = new Set([
  sqliteBusy,
  6,
  7,
  8,
  9,
  10,
  sqliteCorrupt,
  13,
  14,
  15,
  sqliteNotDatabase,
]);

/**
 * True when the file or the disk refused (full, input/output), which may pass. A violated constraint or a value of the
 * wrong type is a fault of the work that brought it, and would be refused for ever.
 */
export function isStorageError(error: unknown): boolean {
  return storageCodes.has(resultCode(error));
}

function explain(file: string, error: unknown): EmbeddedInngestError {
  if (error instanceof EmbeddedInngestError) return error;
  const code = resultCode(error);
  if (code === sqliteBusy) {
    return new EmbeddedInngestError(
      "locked",
      `${file} is open in another process: one engine owns the file at a time. Stop the other one, or choose another file.`,
      { cause: error },
    );
  }
  if (code === sqliteCorrupt || code === sqliteNotDatabase) {
    return new EmbeddedInngestError(
      "storage",
      `${file} is damaged or is no SQLite database (${messageOf(error)}). Restore it from a backup, or move it away to start empty.`,
      { cause: error },
    );
  }
  return new EmbeddedInngestError("storage", `${file} cannot be opened: ${messageOf(error)}.`, { cause: error });
}

/**
 * Opens the file (":memory:" for none), creates the tables in a new one and takes the file for this process alone.
 * Throws `locked`, `newer-schema` or `storage` with one sentence that says what to do.
 */
export function openDatabase({ file, synchronous }: DatabaseOptions): Database {
  let connection: DatabaseSync | undefined;
  try {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    connection = new DatabaseSync(file, { timeout: lockWaitMs });
    prepareFile(connection, file, synchronous);
    return createDatabase(connection, synchronous);
  } catch (error) {
    connection?.close();
    throw explain(file, error);
  }
}

function pragma(connection: DatabaseSync, name: string): unknown {
  return Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function prepareFile(connection: DatabaseSync, file: string, synchronous: string): void {
  // Exclusive locking is what makes a second opener fail, and the kernel lets go of it when the process dies.
  connection.exec("PRAGMA locking_mode = EXCLUSIVE");
  const version = Number(pragma(connection, "user_version"));
  const owner = Number(pragma(connection, "application_id"));
  const tables = Number(connection.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.n);
  if (tables > 0 && owner !== applicationId) {
    throw new EmbeddedInngestError("storage", `${file} is the database of another program. Choose another file.`);
  }
  if (version > schemaVersion) {
    throw new EmbeddedInngestError(
      "newer-schema",
      `${file} was written by a newer version of the engine (schema ${version}, this one knows ${schemaVersion}). Update the engine, or choose another file.`,
    );
  }
  connection.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;`,
  );
  connection.exec("BEGIN IMMEDIATE");
  if (version < schemaVersion) {
    for (const migration of migrations.slice(version)) connection.exec(migration);
    connection.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion};`);
  }
  connection.exec("COMMIT");
  checkPages(connection, file);
}

function checkPages(connection: DatabaseSync, file: string): void {
  const bytes = Number(pragma(connection, "page_count")) * Number(pragma(connection, "page_size"));
  if (bytes > checkedBytes) return;
  const verdict = pragma(connection, "quick_check(1)");
  if (verdict === "ok") return;
  throw new EmbeddedInngestError(
    "storage",
    `${file} is damaged (${String(verdict)}). Restore it from a backup, or move it away to start empty.`,
  );
}

function wrap<Row>(statement: StatementSync): Statement<Row> {
  return {
    get: (...values) => statement.get(...values) as Row | undefined,
    all: (...values) => statement.all(...values) as Row[],
    run: (...values) => Number(statement.run(...values).changes),
  };
}

function createDatabase(connection: DatabaseSync, synchronous: string): Database {
  const begin = connection.prepare("BEGIN IMMEDIATE");
  const commit = connection.prepare("COMMIT");
  const savepoint = connection.prepare("SAVEPOINT work");
  const release = connection.prepare("RELEASE work");

  function transact<Result>(work: () => Result): Result {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // A full disk has rolled back on its own already.
      if (connection.isTransaction) connection.exec("ROLLBACK");
      throw error;
    }
  }

  return {
    prepare: (sql) => wrap(connection.prepare(sql)),
    transact,
    nest(work) {
      savepoint.run();
      try {
        work();
        release.run();
      } catch (error) {
        if (connection.isTransaction) connection.exec("ROLLBACK TO work; RELEASE work");
        throw error;
      }
    },
    transactLazily(work) {
      if (synchronous === "NORMAL") return transact(work);
      connection.exec("PRAGMA synchronous = NORMAL");
      try {
        return transact(work);
      } finally {
        connection.exec(`PRAGMA synchronous = ${synchronous}`);
      }
    },
    close() {
      if (connection.isOpen) connection.close();
    },
  };
}
