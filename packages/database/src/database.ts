import type { Duplex } from "node:stream";
import type { Pool, PoolClient } from "pg";
import { drizzle, type ExtractTablesWithRelations, type NodePgQueryResultHKT, type PgDatabase } from "./drizzle.ts";
import { toDatabaseError, withDatabaseErrors } from "./error-mapping.ts";
import * as schema from "./schema/tables.ts";

/** Drizzle over this package's tables, for queries of one's own; what it throws is Drizzle's, not a DatabaseError. */
export type Orm = PgDatabase<NodePgQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>;

/** Whether an acknowledged write survives a power cut; the reason when it may not. */
export interface Durability {
  readonly durable: boolean;
  readonly reason?: string;
}

/** An open database, or a transaction of it: every query of this package takes one. */
export interface Database {
  readonly kind: "pglite" | "postgres";
  readonly durability: Durability;
  readonly orm: Orm;
  /**
   * Another connection to an embedded database, for `openDatabase({ kind: "shared" })` in a process that cannot open the
   * folder itself; a server is connected to by its address instead.
   */
  readonly connect: (() => Duplex) | undefined;
  /** Runs `work` in a transaction that is undone when it throws. Inside, use the database it is given, not the outer one. */
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** Waits for what is running and closes; later calls throw `closed`. Closing a transaction's database does nothing. */
  close(): Promise<void>;
}

/** Builds the database value over a pool of connections. */
export function createDatabase(options: {
  readonly kind: Database["kind"];
  readonly durability: Durability;
  readonly pool: Pool;
  readonly connect?: () => Duplex;
  readonly close: () => Promise<void>;
}): Database {
  const { kind, durability, pool, connect } = options;
  const transact = async <T>(
    orm: Orm,
    work: (database: Database) => Promise<T>,
    release: (isClean: boolean) => void,
  ): Promise<T> => {
    let own: { readonly error: unknown } | undefined;
    let isClean = false;
    try {
      const result = await orm.transaction(async (inner) => {
        try {
          return await work(over(inner, nothing, (nested) => transact(inner, nested, () => {})));
        } catch (error) {
          own = { error };
          throw error;
        }
      });
      isClean = true;
      return result;
    } catch (error) {
      isClean = own !== undefined && error === own.error;
      // What `work` threw says more than a rollback that failed after it.
      throw own ? own.error : toDatabaseError(error);
    } finally {
      release(isClean);
    }
  };
  const over = (orm: Orm, close: () => Promise<void>, transaction: Database["transaction"]): Database => ({
    ...{ kind, durability, orm, connect, close, transaction },
  });

  const orms = new WeakMap<PoolClient, Orm>();
  /** In a connection that is given back however it ends: Drizzle keeps one for ever whose BEGIN fails. */
  const transactInOwnConnection: Database["transaction"] = async (work) => {
    const client = await withDatabaseErrors(() => pool.connect());
    const orm = orms.get(client) ?? drizzle(client, { schema });
    orms.set(client, orm);
    // One that may still be within a transaction is closed.
    return transact(orm, work, (isClean) => client.release(!isClean));
  };
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= options.close();
    return closed;
  };
  return over(drizzle(pool, { schema }), close, transactInOwnConnection);
}

const nothing = async () => {};
