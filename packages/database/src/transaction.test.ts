import { expect, it } from "vitest";
import type { Database } from "./database.ts";
import { sql } from "./drizzle.ts";
import { rowsOf } from "./query.ts";
import { createConnectionCutter } from "./testing/cut-connections.ts";
import { describeDatabases } from "./testing/test-databases.ts";

/** More than a pool has connections. */
const LOSSES = 12;

describeDatabases("a transaction that loses its connection", (database) => {
  const one = async (given: Database) => rowsOf<{ one: number }>(given, sql`SELECT 1 AS one`);

  it("fails, is undone, and takes no connection with it", async () => {
    await rowsOf(database(), sql`CREATE TABLE kept (value int)`);
    const cutter = createConnectionCutter(database());
    // BEGIN, INSERT, SELECT, COMMIT: lost before each of them.
    for (let loss = 0; loss < LOSSES; loss++) {
      cutter.after(loss % 4);
      const lost = database().transaction(async (transaction) => {
        await rowsOf(transaction, sql`INSERT INTO kept VALUES (${loss})`);
        return one(transaction);
      });
      await expect(lost, `${loss}`).rejects.toMatchObject({ code: "unavailable" });
      expect(cutter.stop()).toBe(true);
      expect(await one(database())).toEqual([{ one: 1 }]);
    }
    expect(await rowsOf(database(), sql`SELECT value FROM kept`)).toEqual([]);

    // One that fails for a reason of its own keeps its connection, and one within it its part.
    const refused = database().transaction(async (transaction) => {
      await rowsOf(transaction, sql`INSERT INTO kept VALUES (1)`);
      const inner = transaction.transaction(async (nested) => {
        await rowsOf(nested, sql`INSERT INTO kept VALUES (2)`);
        throw new Error("not this part");
      });
      await expect(inner).rejects.toThrow("not this part");
      expect(await rowsOf(transaction, sql`SELECT value FROM kept`)).toEqual([{ value: 1 }]);
      throw new Error("not at all");
    });
    await expect(refused).rejects.toThrow("not at all");
    expect(await rowsOf(database(), sql`SELECT value FROM kept`)).toEqual([]);
  });
});
