import { createRequire } from "node:module";
import { join } from "node:path";
import type * as core from "drizzle-orm";
import type * as migrator from "drizzle-orm/migrator";
import type * as nodePostgres from "drizzle-orm/node-postgres";
import type * as pgCore from "drizzle-orm/pg-core";

// As ES modules, Drizzle's hundred files make Node 24 read its very large package.json again for each one: 2 s and 200 MB
// where CommonJS takes 0.2 s and 20 MB. drizzle-kit loads this file as CommonJS, where there is no import.meta.
const load = createRequire(import.meta.url ?? join(process.cwd(), "package.json"));

export const { DrizzleQueryError, sql, eq, and, or, desc, asc, getTableColumns, gt, inArray } = load(
  "drizzle-orm",
) as typeof core;
export const { readMigrationFiles } = load("drizzle-orm/migrator") as typeof migrator;
export const { drizzle } = load("drizzle-orm/node-postgres") as typeof nodePostgres;
export const {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} = load("drizzle-orm/pg-core") as typeof pgCore;

export type { ExtractTablesWithRelations, SQL } from "drizzle-orm";
export type { NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
export type { PgDatabase } from "drizzle-orm/pg-core";
