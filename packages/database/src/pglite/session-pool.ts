import type { Duplex } from "node:stream";
import pg from "pg";
import { withoutStrayErrors } from "../stray-errors.ts";

/** Longest wait for the one connection, in milliseconds: behind other queries, or for the engine to start again. */
const WAIT_MS = 60_000;

/** A pool of one connection to an embedded database. */
export function createSessionPool(connect: () => Duplex): pg.Pool {
  const pool = new pg.Pool({
    max: 1,
    // Never given up: opening another is no cheaper than keeping it.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: WAIT_MS,
    stream: connect,
    host: "localhost",
    user: "postgres",
    database: "postgres",
    ssl: false,
  });
  return withoutStrayErrors(pool);
}
