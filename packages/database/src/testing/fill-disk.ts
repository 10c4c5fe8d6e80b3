// A program: writes rows, fills the disk, goes on trying, frees it, and says on standard output what it saw.
import { rmSync, writeFileSync } from "node:fs";
import { sql } from "../drizzle.ts";
import { DatabaseError, openDatabase } from "../index.ts";
import { rowsOf } from "../query.ts";

const flag = process.env.FULL_DISK ?? "";
const database = await openDatabase({ kind: "pglite", directory: process.argv[2] ?? "" });
await rowsOf(database, sql`CREATE TABLE acknowledged (number int PRIMARY KEY, filler text)`);

const acknowledged: number[] = [];
const errors: { code: string; message: string; ms: number }[] = [];
let number = 0;
async function write(): Promise<void> {
  number += 1;
  const begun = performance.now();
  try {
    await rowsOf(
      database,
      sql`INSERT INTO acknowledged SELECT ${number}::int, string_agg(md5(n::text), '') FROM generate_series(1, 500) AS n`,
    );
    acknowledged.push(number);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    errors.push({ code: error.code, message: error.message, ms: performance.now() - begun });
  }
}

for (let n = 0; n < 20; n++) await write();
const before = acknowledged.length;
// Not through the patched call: the flag itself must get through.
writeFileSync(flag, "");
for (let n = 0; n < 3; n++) await write();
const during = acknowledged.length - before;
rmSync(flag);
for (let n = 0; n < 5; n++) await write();
const rows = await rowsOf<{ number: number }>(database, sql`SELECT number FROM acknowledged ORDER BY number`);
await database.close();
const stored = rows.map((row) => row.number);
process.stdout.write(JSON.stringify({ before, during, errors, acknowledged, stored }));
