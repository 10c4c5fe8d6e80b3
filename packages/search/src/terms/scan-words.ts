import { returnCodeUnits, takeCodeUnits } from "./code-units.ts";
import { joinedTerm, SPLIT_MAX_LENGTH } from "./identifier-terms.ts";
import type { TermStarts } from "./term-starts.ts";
import { termsAt } from "./word.ts";

/** Told of each word: its terms, the whole one first, and where it stands in the text. */
export type WordVisitor = (terms: readonly string[], start: number, end: number) => void;

const HYPHEN = 45;
const UNDERSCORE = 95;
const noTerms: readonly string[] = [];

// What a code unit is to a word.
const OUTSIDE = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const JOINT = 4;
const BEYOND_ASCII = 5;
const kinds = Uint8Array.from({ length: 0x1_0000 }, (_, code) => kindOf(code));

/**
 * Visits the words of a text in order. `visitJoined`, when given, is told of each name joined by hyphens as one more
 * word: `content-type` as `contenttype`, what it is called in code. A word that has none of the terms of `starts`, when
 * given, may be visited with no terms at all: taking it apart is what takes time.
 */
export function scanWords(text: string, visit: WordVisitor, visitJoined?: WordVisitor, starts?: TermStarts): void {
  const length = text.length;
  const taken = takeCodeUnits(text);
  const { units } = taken;
  let chainStart = -1;
  let index = 0;
  while (index < length) {
    if (kinds[units[index] ?? 0] === OUTSIDE) {
      index++;
      continue;
    }
    const start = index;
    let before = JOINT;
    let ascii = true;
    let named = false;
    let sought = starts === undefined;
    for (; index < length; index++) {
      const unit = units[index] ?? 0;
      const kind = kinds[unit] ?? OUTSIDE;
      if (kind === OUTSIDE) break;
      if (kind === BEYOND_ASCII) {
        ascii = false;
        sought = true;
      } else if (kind !== JOINT) {
        named = true;
        // A letter after a letter begins a part only when it is a capital.
        if (!sought && (kind === UPPER || before === JOINT || (before === DIGIT) !== (kind === DIGIT))) {
          sought = starts?.[(unit << 7) + ((units[index + 1] ?? 0) & 127)] === 1;
        }
      }
      before = kind;
    }
    const terms = sought ? termsAt(text, units, start, index, ascii) : noTerms;
    if (terms.length > 0 || (named && !sought)) visit(terms, start, index);
    if (visitJoined === undefined) continue;
    if (ascii && units[index] === HYPHEN && index + 1 < length && isLetter(units[index + 1] ?? 0)) {
      if (chainStart < 0) chainStart = start;
    } else if (chainStart >= 0) {
      const joined = index - chainStart > SPLIT_MAX_LENGTH ? "" : joinedTerm(text.slice(chainStart, index));
      if (joined !== "") visitJoined([joined], chainStart, index);
      chainStart = -1;
    }
  }
  returnCodeUnits(taken);
}

/**
 * Visits the words of a text in order as numbers of 32 bits (FNV-1a) that do not depend on the case of ASCII letters and on
 * `_`: enough to compare texts, without taking their words apart.
 */
export function scanHashes(text: string, visit: (hash: number) => void): void {
  const taken = takeCodeUnits(text);
  const { units } = taken;
  const none = 0x811c9dc5 | 0;
  let hash = none;
  for (let index = 0; index < text.length; index++) {
    const unit = units[index] ?? 0;
    const kind = kinds[unit];
    if (kind === OUTSIDE) {
      if (hash !== none) visit(hash);
      hash = none;
    } else if (kind !== JOINT) {
      hash = Math.imul(hash ^ (kind === UPPER ? unit + 32 : unit), 0x01000193);
    }
  }
  if (hash !== none) visit(hash);
  returnCodeUnits(taken);
}

/** Beyond ASCII only the common punctuation is told apart here; Unicode's own classes decide when a run is taken apart. */
function kindOf(code: number): number {
  if (code < 128) {
    if (isLetter(code)) return code < 97 ? UPPER : LOWER;
    if (code === UNDERSCORE) return JOINT;
    return code >= 48 && code <= 57 ? DIGIT : OUTSIDE;
  }
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? BEYOND_ASCII : OUTSIDE;
  // General punctuation; arrows and mathematics; box drawing; ideographic punctuation.
  const isPunctuation =
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x2190 && code <= 0x22ff) ||
    (code >= 0x2500 && code <= 0x259f) ||
    (code >= 0x3000 && code <= 0x3002);
  return isPunctuation ? OUTSIDE : BEYOND_ASCII;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
