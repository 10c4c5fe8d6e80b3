import { type AtomTable, rankOf, startOf } from "../atoms/atom-table.ts";
import { RANK } from "../atoms/ranks.ts";
import { symbolOf } from "./symbols.ts";

/** The first function, class or type that the lines of the atoms `[first, end)` define; comments and long strings define none. */
export function findSymbol(table: AtomTable, input: string, first: number, end: number): string | undefined {
  for (let atom = first; atom < end; atom += 1) {
    const rank = rankOf(table, atom);
    if (rank >= RANK.WORD || (rank >= RANK.OPAQUE_AFTER_BLANK && rank <= RANK.BLANK)) continue;
    const symbol = symbolOf(input, startOf(table, atom), startOf(table, atom + 1));
    if (symbol !== undefined) return symbol;
  }
  return undefined;
}
