import { type AtomTable, rankOf, tokensBetween } from "../atoms/atom-table.ts";
import type { Limits } from "../options.ts";

/** Says that no boundary is to be preferred whatever size it leaves a chunk. */
export const NOTHING_WHOLE = -1;

/**
 * The atom after the last one of the chunk whose body begins with `first` and has room for `room` tokens: at the strongest
 * boundary that leaves the chunk a fair size, the last of equals. Only the atoms that fit and one more have an influence,
 * so what is appended to an input leaves all chunks but the last ones as they were. Boundaries up to `wholeRank` divide what
 * is to stay whole: where there is none in the fair part, the last one before it is taken.
 */
export function chooseCut(table: AtomTable, first: number, room: number, limits: Limits, wholeRank: number): number {
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
  return bestRank > wholeRank && wholeRank !== NOTHING_WHOLE ? (lastWhole(table, first, end, wholeRank) ?? best) : best;
}

function lastWhole(table: AtomTable, first: number, end: number, wholeRank: number): number | undefined {
  for (let atom = end - 1; atom > first; atom -= 1) if (rankOf(table, atom) <= wholeRank) return atom;
  return undefined;
}
