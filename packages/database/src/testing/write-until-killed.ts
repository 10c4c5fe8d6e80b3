// A program: writes numbered rows into a PGlite folder and names each one that was acknowledged on standard output.
import { writeSync } from "node:fs";
import { sql } from "../drizzle.ts";
import { openDatabase } from "../index.ts";
import { rowsOf } from "../query.ts";

const database = await openDatabase({ kind: "pglite", directory: process.argv[2] ?? "" });
await rowsOf(database, sql`CREATE TABLE IF NOT EXISTS acknowledged (number int PRIMARY KEY, filler text)`);
const [last] = await rowsOf<{ number: number }>(
  database,
  sql`SELECT coalesce(max(number), 0)::int AS number FROM acknowledged`,
);
for (let number = (last?.number ?? 0) + 1; ; number++) {
  await rowsOf(database, sql`INSERT INTO acknowledged VALUES (${number}, repeat(md5(${number}::text), 20))`);
  writeSync(1, `${number}\n`);
}
