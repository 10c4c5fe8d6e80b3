import { identifierTerms, SPLIT_MAX_LENGTH, unicodeTerms } from "./identifier-terms.ts";

/** A run of word characters, taken apart. */
interface Word {
  readonly run: string;
  /** The whole term first, then its parts; empty for a run without letters and digits. */
  readonly terms: readonly string[];
}

/** How many words are kept, a power of two; some 8 MB. */
const SLOTS = 1 << 15;

// Identifiers repeat within and across texts: remembering the words makes analysis several times faster. Each has one place
// and gives way to the next word with the same: what repeats comes back at once.
const slots: (Word | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

/** The terms of the run of word characters at `[start, end)` of a text with these code units; `ascii` when it has no others. */
export function termsAt(
  text: string,
  units: Uint16Array,
  start: number,
  end: number,
  ascii: boolean,
): readonly string[] {
  if (end - start > SPLIT_MAX_LENGTH) return termsOf(text.slice(start, end), ascii);
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ (units[index] ?? 0), 0x01000193);
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  const known = slots[slot];
  if (known !== undefined && isAt(units, start, end, known.run)) return known.terms;
  // A slice would keep the whole text it was cut from in memory.
  const run = ` ${text.slice(start, end)}`.slice(1);
  const terms = termsOf(run, ascii);
  slots[slot] = { run, terms };
  return terms;
}

function termsOf(run: string, ascii: boolean): readonly string[] {
  return ascii ? identifierTerms(run) : unicodeTerms(run);
}

function isAt(units: Uint16Array, start: number, end: number, run: string): boolean {
  if (run.length !== end - start) return false;
  for (let index = 0; index < run.length; index++) {
    if (units[start + index] !== run.charCodeAt(index)) return false;
  }
  return true;
}
