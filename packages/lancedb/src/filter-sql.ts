import type { VectorFilter } from "@tributary/vector-store";

const listColumns = ["source", "sourceId", "type", "repository", "author", "state"] as const;

/** Keeps statements at a size the parser handles in milliseconds. */
const valuesPerList = 1_000;

/** A string literal of LanceDB's SQL (DataFusion), which knows no escape but the doubled quote. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Conditions `column IN (…)` that together cover every value. */
export function sqlInLists(column: string, values: readonly string[]): readonly string[] {
  const count = Math.ceil(values.length / valuesPerList);
  return Array.from({ length: count }, (_, index) =>
    sqlIn(column, values.slice(index * valuesPerList, (index + 1) * valuesPerList)),
  );
}

/** `column` starts with the prefix, taken literally. */
export function sqlStartsWith(column: string, prefix: string): string {
  return `starts_with(${column}, ${sqlString(prefix)})`;
}

/** The condition a filter stands for, or null when it narrows nothing. A list without values matches nothing. */
export function filterSql(filter: VectorFilter | undefined): string | null {
  if (filter === undefined) return null;
  const conditions: string[] = [];
  for (const column of listColumns) {
    const values = filter[column];
    if (values !== undefined) conditions.push(values.length === 0 ? "false" : sqlIn(column, values));
  }
  if (filter.pathPrefix !== undefined) conditions.push(sqlStartsWith("path", filter.pathPrefix));
  if (filter.updatedAfter !== undefined) conditions.push(`updatedAt >= ${sqlInteger(filter.updatedAfter)}`);
  if (filter.updatedBefore !== undefined) conditions.push(`updatedAt < ${sqlInteger(filter.updatedBefore)}`);
  return conditions.length === 0 ? null : conditions.join(" AND ");
}

function sqlIn(column: string, values: readonly string[]): string {
  return `${column} IN (${values.map(sqlString).join(", ")})`;
}

/** Stored times are whole numbers, so rounding a bound up changes neither `>=` nor `<`. */
function sqlInteger(bound: number): string {
  const furthest = Number.MAX_SAFE_INTEGER;
  return String(Math.ceil(Math.min(Math.max(bound, -furthest), furthest)));
}
