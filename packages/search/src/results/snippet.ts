import { wholeTerm } from "../terms/analyze.ts";
import { DEFINITION_MARK, definedNames } from "../terms/definitions.ts";
import { scanWords, type WordVisitor } from "../terms/scan-words.ts";
import { createTermStarts, type TermStarts } from "../terms/term-starts.ts";
import { type Line, splitLines } from "./split-lines.ts";

/** Most lines of a snippet. */
export const SNIPPET_MAX_LINES = 6;
/** Most UTF-16 code units of a snippet. */
export const SNIPPET_MAX_CHARACTERS = 400;

/** What stands before the match when a single line has to be cut. */
const LEAD_CHARACTERS = 80;
/** What a term adds to a window that has it already: a little, so that the denser of two windows wins. */
const REPETITION = 0.05;
/** What a part of a word counts beside the whole. */
const PART = 0.3;
/** What a line that defines a name of the query counts on top. */
const DEFINITION = 1;

/** A piece of a chunk to show: whole lines, unless one line alone is too long. */
export interface Snippet {
  /** Exactly as it stands in the chunk. */
  readonly text: string;
  /** First and last line in the document, 1-based, inclusive. */
  readonly lines: [number, number];
  /** Lines of the document whose shown part has a word of the query, ascending. */
  readonly matchedLines: number[];
}

/** What to look for: the weight of each term, and which terms are whole words rather than parts. */
export interface SnippetQuery {
  readonly weights: ReadonlyMap<string, number>;
  readonly words: ReadonlySet<string>;
}

interface Match {
  readonly term: string;
  readonly start: number;
  readonly score: number;
  /** Whether it is a whole word of the text and of the query. */
  readonly whole: boolean;
}

/**
 * The piece of a chunk with most of the query: at most `SNIPPET_MAX_LINES` lines and `SNIPPET_MAX_CHARACTERS`, never
 * half a surrogate pair. `startLine` is the line of the document the chunk starts on.
 */
export function makeSnippet(text: string, startLine: number, query: SnippetQuery): Snippet {
  const lines = splitLines(text);
  const starts = createTermStarts(query.weights.keys());
  const matches = lines.map((line) => findMatches(text, line, query, starts));
  const [first, last] = widen(text, lines, bestWindow(lines, matches));
  const shown = shownRange(text, lines.slice(first, last + 1), matches[first]?.[0]);
  const inside = matches
    .slice(first, last + 1)
    .map((found) => found.filter(({ start }) => start >= shown.start && start < shown.end));
  // Lines with whole words of the query; where none has any, lines with parts of them.
  const whole = inside.map((found) => found.filter((match) => match.whole));
  const telling = whole.some((found) => found.length > 0) ? whole : inside;
  return {
    text: text.slice(shown.start, shown.end),
    lines: [startLine + first, startLine + last],
    matchedLines: telling.flatMap((found, index) => (found.length > 0 ? [startLine + first + index] : [])),
  };
}

function findMatches(text: string, line: Line, query: SnippetQuery, starts: TermStarts): Match[] {
  const found: Match[] = [];
  const content = text.slice(line.start, line.end);
  const visit: WordVisitor = (terms, start) => {
    terms.forEach((term, index) => {
      const weight = query.weights.get(term);
      if (weight === undefined) return;
      const whole = index === 0 && query.words.has(term);
      found.push({ term, start: line.start + start, score: weight * (whole ? 1 : PART), whole });
    });
  };
  scanWords(content, visit, visit, starts);
  if (found.length === 0) return found;
  for (const name of definedNames(content)) {
    const term = wholeTerm(name);
    const weight = query.words.has(term) ? query.weights.get(term) : undefined;
    if (weight !== undefined) {
      found.push({ term: DEFINITION_MARK + term, start: line.start, score: weight * DEFINITION, whole: true });
    }
  }
  return found;
}

function bestWindow(lines: readonly Line[], matches: readonly Match[][]): [number, number] {
  let best: [number, number] = [0, 0];
  let bestScore = 0;
  for (let first = 0; first < lines.length; first++) {
    if (matches[first]?.length === 0) continue;
    const seen = new Set<string>();
    let score = 0;
    for (let last = first; last < lines.length && last < first + SNIPPET_MAX_LINES; last++) {
      if (last > first && span(lines, first, last) > SNIPPET_MAX_CHARACTERS) break;
      for (const { term, score: worth } of matches[last] ?? []) {
        score += seen.has(term) ? worth * REPETITION : worth;
        seen.add(term);
      }
      if (score > bestScore) {
        bestScore = score;
        best = [first, last];
      }
    }
  }
  return best;
}

/** Adds lines after, then before, as far as the limits allow; blank lines at either end are left out. */
function widen(text: string, lines: readonly Line[], window: [number, number]): [number, number] {
  let [first, last] = window;
  let [low, high] = window;
  const isBlank = (index: number): boolean => {
    const line = lines[index];
    return line === undefined || text.slice(line.start, line.end).trim() === "";
  };
  const fits = (from: number, to: number): boolean =>
    to - from < SNIPPET_MAX_LINES && span(lines, from, to) <= SNIPPET_MAX_CHARACTERS;
  while (high + 1 < lines.length && fits(low, high + 1)) {
    high++;
    if (!isBlank(high)) last = high;
  }
  high = last;
  while (low > 0 && fits(low - 1, high)) {
    low--;
    if (!isBlank(low)) first = low;
  }
  return [first, last];
}

function span(lines: readonly Line[], first: number, last: number): number {
  return (lines[last]?.end ?? 0) - (lines[first]?.start ?? 0);
}

/** The window itself or, of one line that is too long, the part around its first match. */
function shownRange(text: string, lines: readonly Line[], match: Match | undefined): Line {
  const start = lines[0]?.start ?? 0;
  const end = lines.at(-1)?.end ?? 0;
  if (end - start <= SNIPPET_MAX_CHARACTERS) return { start, end };
  const from = Math.max(start, Math.min((match?.start ?? start) - LEAD_CHARACTERS, end - SNIPPET_MAX_CHARACTERS));
  const to = from + SNIPPET_MAX_CHARACTERS;
  return { start: splitsPair(text, from) ? from + 1 : from, end: splitsPair(text, to) ? to - 1 : to };
}

function splitsPair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
