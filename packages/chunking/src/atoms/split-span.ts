import { isBlank, isTerminator } from "../characters.ts";
import { boundaryAtOrBefore, startsCharacter } from "../graphemes.ts";
import { rowAfter, stepUnit, tokensBegun } from "../tokens/automaton.ts";
import { type AtomTable, appendAtom } from "./atom-table.ts";
import { RANK } from "./ranks.ts";
import { endsSentence, mayEndUnspaced } from "./sentences.ts";

const SPACE = 0x20;
const LAST_ASCII = 0x7f;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** 1 for what a long word without spaces (minified code, a URL, a list of values) is best cut after. */
const breaking = new Uint8Array(0x10000);
for (const character of "\"'`,;:)]}>|/&?=、，；：）」』】") breaking[character.charCodeAt(0)] = 1;

/** A range to be cut into atoms: one long line, or the lines of a long run of prose. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly rank: number;
  /** Whether to look for sentences. */
  readonly prose: boolean;
}

/** Adds a range in parts of at most `limit` tokens. Each code unit is looked at a bounded number of times. */
export function splitSpan(table: AtomTable, input: string, span: Span, limit: number): void {
  const part: Part = { end: span.start, tokens: 0, nextRank: span.rank, nextLine: span.line };
  while (part.end < span.end) {
    const { end: start, nextRank, nextLine } = part;
    findPart(part, input, start, span, limit);
    appendAtom(table, start, part.tokens, nextLine, nextRank);
  }
}

/** What `findPart` finds: where a part ends, and how the next one begins. */
interface Part {
  end: number;
  tokens: number;
  nextRank: number;
  nextLine: number;
}

/**
 * Finds the part that begins at `start`: it ends with a sentence or a line, or, before it would have more than `limit`
 * tokens, between two words, inside a word after punctuation, or in the end between any two characters.
 */
function findPart(part: Part, input: string, start: number, span: Span, limit: number): void {
  let tokens = continuesBlanks(input, start) ? 1 : 0;
  let row = 0;
  let hasWord = false;
  let before = 0;
  let wordEnd = 0;
  let tokensAtWordEnd = 0;
  let punctuationEnd = 0;
  let tokensAtPunctuationEnd = 0;

  for (let position = start; position < span.end; position += 1) {
    const unit = input.charCodeAt(position);
    if (hasWord && unit > SPACE && (before <= SPACE || breaking[before] === 1 || before > LAST_ASCII)) {
      const startsWord = isBlank(before);
      const maySplit = startsCharacter(input, position);
      if (maySplit && span.prose && (startsWord || mayEndUnspaced(before)) && endsSentence(input, position)) {
        finish(part, position, tokens, RANK.SENTENCE);
        return;
      }
      if (maySplit && startsWord) {
        wordEnd = position;
        tokensAtWordEnd = tokens;
      } else if (maySplit && breaking[before] === 1 && tokens * 2 >= limit) {
        punctuationEnd = position;
        tokensAtPunctuationEnd = tokens;
      }
    }

    const step = stepUnit(row, unit);
    const begun = tokensBegun(step);
    if (tokens + begun > limit && position > start) {
      if (wordEnd > 0) finish(part, wordEnd, tokensAtWordEnd, RANK.WORD);
      else if (punctuationEnd > 0) finish(part, punctuationEnd, tokensAtPunctuationEnd, RANK.INSIDE_WORD);
      else finish(part, boundaryAtOrBefore(input, start, position), tokens, RANK.INSIDE_RUN);
      return;
    }
    tokens += begun;
    row = rowAfter(step);
    hasWord ||= unit > SPACE;
    before = unit;

    if (unit === LINE_FEED || (unit === CARRIAGE_RETURN && input.charCodeAt(position + 1) !== LINE_FEED)) {
      finish(part, position + 1, tokens, endsSentence(input, position + 1) ? RANK.SENTENCE : RANK.WRAPPED_LINE);
      part.nextLine += 1;
      return;
    }
  }
  finish(part, span.end, tokens, RANK.LINE);
}

function finish(part: Part, end: number, tokens: number, nextRank: number): void {
  part.end = end;
  part.tokens = tokens;
  part.nextRank = nextRank;
}

/**
 * Whether a part begins inside a run of spaces. A lone space is free, but not one that continues a run: such a part is
 * counted one higher, or the parts could add up to less than the whole.
 */
function continuesBlanks(input: string, position: number): boolean {
  if (position === 0) return false;
  const before = input.charCodeAt(position - 1);
  return isBlank(before) && !isTerminator(before) && isBlank(input.charCodeAt(position));
}
