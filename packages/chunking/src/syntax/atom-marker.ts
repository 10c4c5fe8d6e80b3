import { type AtomTable, lineOf, rankOf, startOf, tokensBetween } from "../atoms/atom-table.ts";
import { RANK } from "../atoms/ranks.ts";
import { SYNTAX_RANK } from "./ranks.ts";

/** What each rank of the block chunker becomes before any node is known. */
const initialRanks = Uint8Array.from({ length: 256 }, (_, rank) => {
  if (rank >= RANK.BLANK) return rank;
  return rank >= RANK.OPAQUE_AFTER_BLANK ? SYNTAX_RANK.OPAQUE : SYNTAX_RANK.STATEMENT + (rank >> 2);
});

/** Finds atoms by offset and sets the ranks of a table's boundaries. */
export interface AtomMarker {
  /** The atom that holds a code unit; fast when called with rising offsets. */
  atomAt(offset: number): number;
  /** The tokens of the atoms `[from, to)`. */
  tokens(from: number, to: number): number;
  startOf(atom: number): number;
  /** The line of the atom's first character. */
  lineOf(atom: number): number;
  /** Ranks the boundary before an atom, where a line begins there. */
  set(atom: number, rank: number): void;
  /** Ranks the boundary before a child of a node of this depth. */
  setChild(atom: number, depth: number): void;
  /** Ranks all boundaries strictly inside the atoms `[from, to)` as inside something that is to stay whole. */
  keepWhole(from: number, to: number): void;
}

/** Makes a marker over a sealed table of the block chunker, and turns the ranks it has into those inside a statement. */
export function createAtomMarker(table: AtomTable): AtomMarker {
  const { ranks, starts, count } = table;
  for (let atom = 0; atom < count; atom += 1) ranks[atom] = initialRanks[ranks[atom] ?? 0] ?? 0;
  let last = 0;

  const set = (atom: number, rank: number): void => {
    // Where a part of a long line begins, the counts of tokens may not add up: that has to stay known.
    if (rankOf(table, atom) < RANK.WORD) ranks[atom] = rank;
  };

  return {
    atomAt(offset) {
      let low = last;
      if ((starts[low] ?? 0) > offset) low = 0;
      let step = 1;
      while (low + step < count && (starts[low + step] ?? 0) <= offset) {
        low += step;
        step *= 2;
      }
      for (; step >= 1; step >>= 1) {
        if (low + step < count && (starts[low + step] ?? 0) <= offset) low += step;
      }
      last = low;
      return low;
    },
    tokens: (from, to) => tokensBetween(table, from, to),
    startOf: (atom) => startOf(table, atom),
    lineOf: (atom) => lineOf(table, atom),
    set,
    setChild(atom, depth) {
      const followsBlank = atom > 0 && rankOf(table, atom - 1) === RANK.BLANK;
      const rank = Math.min(depth * 2 + (followsBlank ? 0 : 1), SYNTAX_RANK.DEEPEST_CHILD);
      set(atom, rank);
    },
    keepWhole(from, to) {
      for (let atom = from + 1; atom < to; atom += 1) {
        const rank = ranks[atom] ?? 0;
        if (rank < SYNTAX_RANK.WHOLE) ranks[atom] = rank + SYNTAX_RANK.WHOLE;
      }
    },
  };
}
