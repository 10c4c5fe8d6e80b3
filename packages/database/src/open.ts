import type { Duplex } from "node:stream";
import { createDatabase, type Database, type Durability } from "./database.ts";
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
      /** False where another process brings the schema up to date, and the migrations are not at hand. */
      readonly migrate?: boolean;
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
  const database = options.kind === "pglite" ? await openEmbedded(options) : await openPostgres(options);
  if (options.kind === "postgres" && options.migrate === false) return database;
  try {
    const { migrate } = await import("./migrate.ts");
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The embedded database is loaded only where it is used: it needs what not every place has that has a server. */
async function openEmbedded(options: Extract<DatabaseOptions, { kind: "pglite" }>): Promise<Database> {
  const { openPglite } = await import("./pglite/open.ts");
  return openPglite({ directory: options.directory, watchdogMs: options.watchdogMs ?? WATCHDOG_MS });
}

async function openShared(options: {
  readonly connect: () => Duplex;
  readonly durability: Durability;
}): Promise<Database> {
  const { createSessionPool } = await import("./pglite/session-pool.ts");
  const pool = createSessionPool(options.connect);
  return createDatabase({ kind: "pglite", durability: options.durability, pool, close: () => pool.end() });
}
