import type { Database } from "@tributary/database";

interface Row {
  readonly [column: string]: unknown;
}

/** Tables whose rows change by being looked at. */
const LIVELY = new Set(["api_keys", "usage_counters", "searched_queries"]);

/** Values of text columns of these names, in every row of a workspace and of its sources. */
export async function everyText(
  database: Database,
  workspaceId: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const rows of (await rowsByTable(database, workspaceId)).values()) {
    for (const row of rows) {
      for (const name of names) if (typeof row[name] === "string") found.add(row[name]);
    }
  }
  return found;
}

/** Every row of a workspace and of its sources as text, by table. */
export async function rowsOfWorkspace(database: Database, workspaceId: string): Promise<Record<string, string[]>> {
  const tables = await rowsByTable(database, workspaceId);
  return Object.fromEntries([...tables].map(([table, rows]) => [table, rows.map((row) => JSON.stringify(row)).sort()]));
}

async function rowsByTable(database: Database, workspaceId: string): Promise<Map<string, Row[]>> {
  const columns = await run<{ name: string; column: string }>(
    database,
    `SELECT table_name AS name, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('workspace_id', 'source_id') ORDER BY 1, 2 DESC`,
  );
  // The workspace where a table names it, else the source.
  const owners = new Map([...columns].reverse().map(({ name, column }) => [name, column]));
  const tables = new Map<string, Row[]>();
  const quoted = `'${workspaceId.replaceAll("'", "''")}'`;
  for (const [table, column] of owners) {
    if (LIVELY.has(table)) continue;
    const own =
      column === "workspace_id" ? `= ${quoted}` : `IN (SELECT id FROM sources WHERE workspace_id = ${quoted})`;
    const rows = await run<{ row: Row }>(
      database,
      `SELECT to_jsonb(owned) AS row FROM "${table}" AS owned WHERE ${column} ${own}`,
    );
    tables.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return tables;
}

async function run<Result>(database: Database, statement: string): Promise<Result[]> {
  const { rows } = await database.orm.execute(statement);
  return rows as Result[];
}
