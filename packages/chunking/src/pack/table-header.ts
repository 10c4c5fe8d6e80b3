import type { AtomTable } from "../atoms/atom-table.ts";
import type { TableHeader } from "../types.ts";

/** The header of the rows that a chunk begins with whose first atom is `first`; undefined when it begins with none. */
type HeaderFinder = (first: number) => TableHeader | undefined;

/** Makes a finder for chunks that are asked for in order. */
export function createHeaderFinder(table: AtomTable, input: string): HeaderFinder {
  let next = 0;
  return (first) => {
    let rows = table.rows[next];
    while (rows && rows.last <= first) {
      next += 1;
      rows = table.rows[next];
    }
    if (!rows || first < rows.first) return undefined;
    const { start, end } = rows;
    return { start, end, text: input.slice(start, end) };
  };
}
