import { identifierTerms, joinedTerm, SPLIT_MAX_LENGTH, unicodeTerms } from "./identifier-terms.ts";

/** Told of each word: its terms, the whole one first, and where it stands in the text. */
export type WordVisitor = (terms: readonly string[], start: number, end: number) => void;

/** Most runs whose terms are kept; some 5 MB. */
const REMEMBERED_MAX = 20_000;
const HYPHEN = 45;

/** 1 for ASCII letters, digits and `_`. */
const wordUnits = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

// Identifiers repeat within and across texts: remembering the terms of each makes analysis several times faster.
const remembered = new Map<string, readonly string[]>();

/**
 * Visits the words of a text in order. `visitJoined`, when given, is told of each name joined by hyphens as one more
 * word: `content-type` as `contenttype`, what it is called in code.
 */
export function scanWords(text: string, visit: WordVisitor, visitJoined?: WordVisitor): void {
  const length = text.length;
  let chainStart = -1;
  let index = 0;
  while (index < length) {
    if (!isWordUnit(text.charCodeAt(index))) {
      index++;
      continue;
    }
    const start = index;
    let ascii = true;
    for (; index < length; index++) {
      const code = text.charCodeAt(index);
      if (!isWordUnit(code)) break;
      if (code >= 128) ascii = false;
    }
    const terms = termsOfRun(text.slice(start, index), ascii);
    if (terms.length > 0) visit(terms, start, index);
    if (visitJoined === undefined) continue;
    if (ascii && text.charCodeAt(index) === HYPHEN && isLetter(text.charCodeAt(index + 1))) {
      if (chainStart < 0) chainStart = start;
    } else if (chainStart >= 0) {
      const joined = index - chainStart > SPLIT_MAX_LENGTH ? "" : joinedTerm(text.slice(chainStart, index));
      if (joined !== "") visitJoined([joined], chainStart, index);
      chainStart = -1;
    }
  }
}

function termsOfRun(run: string, ascii: boolean): readonly string[] {
  if (run.length > SPLIT_MAX_LENGTH) return ascii ? identifierTerms(run) : unicodeTerms(run);
  const known = remembered.get(run);
  if (known !== undefined) return known;
  // A slice would keep the whole text it was cut from in memory.
  const copy = ` ${run}`.slice(1);
  const terms = ascii ? identifierTerms(copy) : unicodeTerms(copy);
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(copy, terms);
  return terms;
}

/** Beyond ASCII only the common punctuation is told apart here; Unicode's own classes decide when a run is taken apart. */
function isWordUnit(code: number): boolean {
  if (code < 128) return wordUnits[code] === 1;
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  // General punctuation; arrows and mathematics; box drawing; ideographic punctuation.
  if (code < 0x2000) return true;
  if (code <= 0x206f) return false;
  return !(
    (code >= 0x2190 && code <= 0x22ff) ||
    (code >= 0x2500 && code <= 0x259f) ||
    (code >= 0x3000 && code <= 0x3002)
  );
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
