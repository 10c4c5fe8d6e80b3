import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import pg from "pg";
import { createDatabase, type Database } from "../database.ts";
import { toDatabaseError } from "../error-mapping.ts";
import { DataFolderBusyError } from "../errors.ts";
import { lockFile } from "../kernel-lock.ts";
import { prepareDataDirectory } from "./data-directory.ts";
import { createEngine } from "./engine.ts";

/** Longest wait for the one connection, in milliseconds: behind other queries, or for the engine to start again. */
const WAIT_MS = 60_000;

/** Opens PGlite over `directory`, which belongs to this process until the database is closed. */
export async function openPglite(options: {
  readonly directory: string;
  readonly watchdogMs: number;
}): Promise<Database> {
  const directory = resolve(options.directory);
  let release: (() => void) | undefined;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    // Two processes on one PGlite directory lose each other's writes without a word.
    release = lockFile(`${directory}/owner.lock`);
    if (!release) throw new DataFolderBusyError(`The database in ${directory} is open in another process.`, null);
    const data = await prepareDataDirectory(directory);
    const engine = createEngine({ directory: data, watchdogMs: options.watchdogMs });
    const durability = await engine.start();
    const pool = new pg.Pool({
      max: 1,
      // Never given up: the engine has one session, and its prepared statements live as long as it does.
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: WAIT_MS,
      stream: () => engine.connect(),
      host: "localhost",
      user: "postgres",
      database: "postgres",
      ssl: false,
    });
    // A connection that breaks while idle is replaced by the next query; the error belongs to nobody.
    pool.on("error", () => {});
    return createDatabase({
      kind: "pglite",
      durability,
      pool,
      async close() {
        await pool.end();
        await engine.stop();
        release?.();
      },
    });
  } catch (error) {
    release?.();
    throw toDatabaseError(error);
  }
}
