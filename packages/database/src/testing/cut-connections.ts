import type pg from "pg";
import type { Database } from "../database.ts";

/** What cuts the connections of a database off, as the death of the process would. */
export interface ConnectionCutter {
  /** Lets so many more statements through, and cuts the connection of the next one off before it is sent. */
  after(statements: number): void;
  /** Whether a connection was cut off since `after`; none is from here on. */
  stop(): boolean;
}

/** Watches the statements of a database, in transactions and outside. The server undoes what a connection left open. */
export function createConnectionCutter(database: Database): ConnectionCutter {
  const pool = Reflect.get(database.orm, "$client") as pg.Pool;
  let left = Number.POSITIVE_INFINITY;
  let cut = false;
  const watched = new WeakSet<pg.PoolClient>();
  pool.on("acquire", (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query;
    client.query = ((...parameters: unknown[]) => {
      left -= 1;
      if (left < 0) {
        cut = true;
        client.connection.stream.destroy();
      }
      return Reflect.apply(query, client, parameters);
    }) as typeof client.query;
  });
  return {
    after(statements) {
      left = statements;
      cut = false;
    },
    stop() {
      left = Number.POSITIVE_INFINITY;
      return cut;
    },
  };
}
