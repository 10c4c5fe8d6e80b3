import type { Duplex } from "node:stream";
import { createDatabase, type Database, type Durability } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./pglite/open.ts";
import { createSessionPool } from "./pglite/session-pool.ts";
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
    }
  | {
      /** An embedded database that another process has open, reached through that process. */
      readonly kind: "shared";
      /** Opens a stream to what `connect` of the owner's database gives; called again when one breaks. */
      readonly connect: () => Duplex;
      /** As the owner's. */
      readonly durability: Durability;
    };

/**
 * Opens a database and brings its schema up to date. Throws DatabaseError: `busy` when another process has the folder
 * open, `newer-schema` when a newer version wrote it, `refused` and `unavailable` when the server cannot be used,
 * `out-of-space`, `corrupt`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  // Its owner has brought the schema up to date.
  if (options.kind === "shared") return openShared(options);
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

function openShared(options: { readonly connect: () => Duplex; readonly durability: Durability }): Database {
  const pool = createSessionPool(options.connect);
  return createDatabase({ kind: "pglite", durability: options.durability, pool, close: () => pool.end() });
}
