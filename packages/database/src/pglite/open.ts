import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { createDatabase, type Database } from "../database.ts";
import { toDatabaseError } from "../error-mapping.ts";
import { DataFolderBusyError } from "../errors.ts";
import { lockFile } from "../kernel-lock.ts";
import { createConnections } from "./connections.ts";
import { prepareDataDirectory } from "./data-directory.ts";
import { createEngine } from "./engine.ts";
import { createSessionPool } from "./session-pool.ts";

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
    const connections = createConnections(engine);
    const pool = createSessionPool(connections.connect);
    return createDatabase({
      kind: "pglite",
      durability,
      pool,
      connect: connections.connect,
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
