import { type AtomTable, lineOf, rankOf, startOf, tokensBetween } from "../atoms/atom-table.ts";
import { isExact } from "../atoms/ranks.ts";
import { endsSentence, mayEndUnspaced } from "../atoms/sentences.ts";
import { isBlank, isLower, isTerminator } from "../characters.ts";
import { startsCharacter } from "../graphemes.ts";
import type { TokenMeter } from "../tokens/meter.ts";

/** How often a start is looked for nearer to the end when what follows it turned out too large. */
const MOST_ATTEMPTS = 4;
/** The first guess of how much fits is lowered by this, so that it mostly does. */
const CAUTION = 0.9;
const SPACE = 0x20;
const FIRST_LETTER = 0x41;
const LAST_ASCII = 0x7f;

/** Text repeated from before a chunk's body. */
export interface Overlap {
  readonly start: number;
  readonly startLine: number;
  readonly tokens: number;
  /** The first atom that is in it whole. */
  readonly atom: number;
}

/** Finds the overlap of the chunk whose body begins with atom `first`, with nothing from before atom `earliest`. */
type OverlapFinder = (first: number, earliest: number) => Overlap;

/**
 * Makes a finder of at most `mostTokens` to repeat. An overlap begins with an atom (always, when `wholeAtoms`), or where that
 * leaves half of what there is room for unused, with a sentence or a word.
 */
export function createOverlapFinder(
  table: AtomTable,
  input: string,
  meter: TokenMeter,
  mostTokens: number,
  wholeAtoms: boolean,
): OverlapFinder {
  return (first, earliest) => {
    let atom = first;
    while (atom > earliest && tokensBetween(table, atom - 1, first) <= mostTokens) atom -= 1;
    // Counts on the two sides of a cut inside a word do not add up, and blank lines are not worth repeating.
    while (atom < first && (!isExact(rankOf(table, atom)) || isTerminator(input.charCodeAt(startOf(table, atom))))) {
      atom += 1;
    }
    const tokens = tokensBetween(table, atom, first);
    const partial = wholeAtoms || atom <= earliest || tokens * 2 >= mostTokens ? undefined : partBefore(atom, tokens);
    return partial ?? { start: startOf(table, atom), startLine: lineOf(table, atom), tokens, atom };
  };

  /** The overlap that begins inside the atom before `atom`. */
  function partBefore(atom: number, wholeTokens: number): Overlap | undefined {
    const room = mostTokens - wholeTokens;
    const from = startOf(table, atom - 1);
    const to = startOf(table, atom);
    let units = Math.floor(((to - from) / tokensBetween(table, atom - 1, atom)) * room * CAUTION);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const start = partStart(input, Math.max(from + 1, to - units), to);
      if (start < 0) return undefined;
      const tokens = meter.measure(start, to);
      if (tokens <= room) {
        return { start, startLine: lineOf(table, atom) - meter.lines, tokens: wholeTokens + tokens, atom };
      }
      units = Math.floor(((to - start) / tokens) * room * CAUTION);
    }
    return undefined;
  }
}

/** The first sentence that begins in the first half of `[from, to)`, or else the first word; -1 when there is none. */
function partStart(input: string, from: number, to: number): number {
  const half = (from + to) >> 1;
  let word = -1;
  for (let position = from; position < to && (position < half || word < 0); position += 1) {
    const before = input.charCodeAt(position - 1);
    // Most characters are letters, and most spaces follow one: nothing ends there.
    if (before >= FIRST_LETTER && before <= LAST_ASCII) continue;
    if (before === SPACE && word >= 0 && isLower(input.charCodeAt(position - 2))) continue;
    const startsWord = isBlank(before) && !isBlank(input.charCodeAt(position));
    if (!(startsWord || mayEndUnspaced(before)) || !startsCharacter(input, position)) continue;
    if (startsWord && word < 0) word = position;
    if (position < half && endsSentence(input, position)) return position;
  }
  return word;
}
