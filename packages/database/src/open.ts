import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./pglite/open.ts";
import { openPostgres } from "./postgres/open.ts";

/** Longest a statement of the embedded database may take, in milliseconds, before it is ended and started again. */
const WATCHDOG_MS = 30_000;

/** Which database to open. */
export type DatabaseOptions =
  | {
      readonly kind: "pglite";
      /** Folder of the embedded database; created with mode 0700. */
      readonly directory: string;
      /** Milliseconds a statement may take before the engine is ended and started again; 30,000 unless given. */
      readonly watchdogMs?: number;
    }
  | {
      readonly kind: "postgres";
      /** `postgres://user:password@host:5432/database`. */
      readonly url: string;
      /** Connections the pool may open; 10 unless given. */
      readonly maxConnections?: number;
    };

/**
 * Opens a database and brings its schema up to date. Throws DatabaseError: `busy` when another process has the folder
 * open, `newer-schema` when a newer version wrote it, `refused` and `unavailable` when the server cannot be used,
 * `out-of-space`, `corrupt`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database =
    options.kind === "pglite"
      ? await openPglite({ directory: options.directory, watchdogMs: options.watchdogMs ?? WATCHDOG_MS })
      : await openPostgres(options);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
