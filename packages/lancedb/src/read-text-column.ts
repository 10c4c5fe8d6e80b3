import type { Table } from "@lancedb/lancedb";

/** Values of a text column, of the rows the condition holds for or of all. */
export async function* readTextColumn(table: Table, column: string, condition: string | null): AsyncGenerator<string> {
  const query = table.query().select([column]);
  for await (const batch of condition === null ? query : query.where(condition)) {
    for (const value of batch.getChild(column) ?? []) yield String(value);
  }
}
