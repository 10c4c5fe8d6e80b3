import { type AtomTable, rankOf, tokensBetween } from "../atoms/atom-table.ts";
import type { Limits } from "../options.ts";

/**
 * The atom after the last one of the chunk whose body begins with `first` and has room for `room` tokens: at the strongest
 * boundary that leaves the chunk a fair size, the last of equals. Only the atoms that fit and one more have an influence,
 * so what is appended to an input leaves all chunks but the last ones as they were.
 */
export function chooseCut(table: AtomTable, first: number, room: number, limits: Limits): number {
  let end = first + 1;
  while (end < table.count && tokensBetween(table, first, end + 1) <= room) end += 1;
  if (end >= table.count) return table.count;
  let best = end;
  let bestRank = rankOf(table, end);
  for (let atom = end - 1; atom > first && tokensBetween(table, first, atom) >= limits.leastTokens; atom -= 1) {
    const rank = rankOf(table, atom);
    if (rank < bestRank) {
      best = atom;
      bestRank = rank;
    }
  }
  return best;
}
