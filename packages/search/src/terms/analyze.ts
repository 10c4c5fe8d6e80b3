import { scanWords, type WordVisitor } from "./scan-words.ts";

/** Changes whenever a text would get other terms: what was indexed before must then be indexed again. */
export const ANALYZER_VERSION = "2";

/**
 * The terms of the lexical side, for texts and queries alike, in order and with repetitions: every word and identifier
 * lower-case, without marks and plural endings, whole and in its parts; names joined by hyphens also as one; characters
 * and pairs of characters of scripts written without spaces; emoji. No term is empty, contains white space or exceeds
 * `TERM_MAX_LENGTH`. Takes any string and never throws.
 */
export function analyze(text: string): string[] {
  const terms: string[] = [];
  const add: WordVisitor = (found) => {
    for (const term of found) terms.push(term);
  };
  scanWords(text, add, add);
  return terms;
}

/** The term of a name as a whole; empty for a text without a word. */
export function wholeTerm(name: string): string {
  let whole = "";
  scanWords(name, ([term = ""]) => {
    if (whole === "") whole = term;
  });
  return whole;
}
