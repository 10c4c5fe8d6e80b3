import type { Database } from "./database.ts";
import type { SQL } from "./drizzle.ts";
import { withDatabaseErrors } from "./error-mapping.ts";

/** Runs one statement and returns its rows, typed as the caller wrote them in SQL; throws DatabaseError. */
export async function rowsOf<Row>(database: Database, statement: SQL): Promise<Row[]> {
  const result = await withDatabaseErrors(() => database.orm.execute(statement));
  return result.rows as Row[];
}
