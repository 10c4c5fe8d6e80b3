import { fold } from "./fold.ts";
import { splitIdentifier } from "./split-identifier.ts";
import { stem } from "./stem.ts";

/** Longest term in UTF-16 code units; a longer word is known by its start. */
export const TERM_MAX_LENGTH = 64;

/** A run longer than this is data, not a name: its parts would only be noise. */
export const SPLIT_MAX_LENGTH = 128;

const WITHOUT_SPACES =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";
const wordOrPictograph = /[\p{L}\p{M}\p{N}_]+|\p{Extended_Pictographic}/gu;
const scriptSegments = new RegExp(`([${WITHOUT_SPACES}]+)`, "u");

/** Terms of a word of ASCII letters, digits and `_`: the whole without `_`, then its parts when it has several. */
export function identifierTerms(word: string): string[] {
  const terms: string[] = [];
  addTerm(terms, word.replaceAll("_", ""));
  if (word.length > SPLIT_MAX_LENGTH) return terms;
  const parts = splitIdentifier(word);
  if (parts.length < 2) return terms;
  for (const part of parts) {
    // Single letters and digits say nothing beside the whole.
    if (part.length > 1) addTerm(terms, part);
  }
  return terms;
}

/** Terms of any run of characters with some beyond ASCII. */
export function unicodeTerms(run: string): string[] {
  const terms: string[] = [];
  for (const [word] of fold(run).matchAll(wordOrPictograph)) {
    word.split(scriptSegments).forEach((segment, index) => {
      if (segment === "") return;
      // Odd pieces are the separators of the split: text of a script without spaces.
      const found = index % 2 === 1 ? characterTerms(segment) : identifierTerms(segment);
      for (const term of found) terms.push(term);
    });
  }
  return terms;
}

/** Every character and every pair of neighbours: what stands in for words where no spaces part them. */
function characterTerms(segment: string): string[] {
  const terms: string[] = [];
  let previous = "";
  for (const character of segment) {
    if (previous !== "") terms.push(previous + character);
    terms.push(character);
    previous = character;
  }
  return terms;
}

/** The term of a name whose parts are joined by `-` or `_`, taken as one word; empty when nothing else is in it. */
export function joinedTerm(name: string): string {
  return termOf(name.replace(/[-_]/g, ""));
}

function addTerm(terms: string[], word: string): void {
  if (word !== "") terms.push(termOf(word));
}

function termOf(word: string): string {
  const term = stem(word.toLowerCase());
  return term.length <= TERM_MAX_LENGTH ? term : cutTerm(term);
}

function cutTerm(term: string): string {
  const last = term.charCodeAt(TERM_MAX_LENGTH - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return term.slice(0, splitsPair ? TERM_MAX_LENGTH - 1 : TERM_MAX_LENGTH);
}
