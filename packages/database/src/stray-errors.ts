import type { Pool } from "pg";

/**
 * Keeps a connection that breaks from ending the process: one that is idle is replaced by the next query, and in one that
 * is between two queries of a transaction the next query fails. The event itself belongs to nobody.
 */
export function withoutStrayErrors(pool: Pool): Pool {
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  return pool;
}
