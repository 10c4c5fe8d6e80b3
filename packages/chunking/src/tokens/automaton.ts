/**
 * The token estimate as a finite automaton over UTF-16 code units, modelled on how byte-pair tokenizers cut text before
 * they merge: words, numbers, runs of punctuation and of white space apart, and one space absorbed by what follows it.
 */

const LOWER = 0;
const UPPER = 1;
const DIGIT = 2;
const SPACE = 3;
const TAB = 4;
const LINE_FEED = 5;
const CARRIAGE_RETURN = 6;
const PUNCTUATION = 7;
/** Latin with accents and Cyrillic: U+0080 to U+037F, U+0400 to U+057F. */
const NARROW = 8;
/** Any other character of the basic plane: about a token each in vocabularies made mostly from English. */
const WIDE = 9;
/** The first half of a character beyond the basic plane: an emoji or a rare ideograph. */
const HIGH_SURROGATE = 10;
const LOW_SURROGATE = 11;
const CLASS_COUNT = 12;
/** How many classes two code units together can have. */
const PAIR_COUNT = CLASS_COUNT * CLASS_COUNT;

/** The state at the start of a text, after a line feed and after a wide character: nothing before has an influence. */
const INITIAL_STATE = 0;
const AFTER_SPACE = 1;
const AFTER_CARRIAGE_RETURN = 2;
const AFTER_HIGH_SURROGATE = 3;

/** States of which `first + n` is reached with the (n + 1)-th character of a token, which has `length` at most. */
interface Run {
  readonly first: number;
  readonly length: number;
}

const BLANK_RUN: Run = { first: 4, length: 8 };
const LOWER_RUN: Run = { first: 12, length: 5 };
const UPPER_RUN: Run = { first: 17, length: 3 };
const DIGIT_RUN: Run = { first: 20, length: 2 };
const PUNCTUATION_RUN: Run = { first: 22, length: 2 };
const NARROW_RUN: Run = { first: 24, length: 2 };
const STATE_COUNT = 26;

interface Transition {
  readonly state: number;
  /** How many tokens begin. */
  readonly tokens: number;
  /** How many lines end. */
  readonly lines?: number;
}

/** The next character of a run: inside the current token while it has room, else the first of a new one. */
function continued(state: number, run: Run): Transition {
  const fits = state >= run.first && state + 1 < run.first + run.length;
  return fits ? { state: state + 1, tokens: 0 } : { state: run.first, tokens: 1 };
}

function transition(state: number, unitClass: number): Transition {
  switch (unitClass) {
    case LOWER:
      // "Get" is one token.
      return state === UPPER_RUN.first ? { state: LOWER_RUN.first + 1, tokens: 0 } : continued(state, LOWER_RUN);
    case UPPER:
      return continued(state, UPPER_RUN);
    case DIGIT:
      return continued(state, DIGIT_RUN);
    case SPACE: {
      const inRun = state >= BLANK_RUN.first && state < BLANK_RUN.first + BLANK_RUN.length;
      return inRun || state === AFTER_SPACE ? continued(state, BLANK_RUN) : { state: AFTER_SPACE, tokens: 0 };
    }
    case TAB:
      return continued(state, BLANK_RUN);
    case LINE_FEED: {
      const counted = state === AFTER_CARRIAGE_RETURN ? 0 : 1;
      return { state: INITIAL_STATE, tokens: counted, lines: counted };
    }
    case CARRIAGE_RETURN:
      return { state: AFTER_CARRIAGE_RETURN, tokens: 1, lines: 1 };
    case PUNCTUATION:
      return continued(state, PUNCTUATION_RUN);
    case NARROW:
      return continued(state, NARROW_RUN);
    case HIGH_SURROGATE:
      return { state: AFTER_HIGH_SURROGATE, tokens: 3 };
    case LOW_SURROGATE:
      return { state: INITIAL_STATE, tokens: state === AFTER_HIGH_SURROGATE ? 0 : 1 };
    default:
      return { state: INITIAL_STATE, tokens: 1 };
  }
}

function classOf(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return LOWER;
  if (unit >= 0x41 && unit <= 0x5a) return UPPER;
  if (unit >= 0x30 && unit <= 0x39) return DIGIT;
  if (unit === 0x20) return SPACE;
  if (unit === 0x09 || unit === 0x0b || unit === 0x0c) return TAB;
  if (unit === 0x0a) return LINE_FEED;
  if (unit === 0x0d) return CARRIAGE_RETURN;
  if (unit < 0x80) return PUNCTUATION;
  if (unit < 0x380 || (unit >= 0x400 && unit < 0x580)) return NARROW;
  if (unit < 0xd800 || unit > 0xdfff) return WIDE;
  return unit < 0xdc00 ? HIGH_SURROGATE : LOW_SURROGATE;
}

/** The class of each UTF-16 code unit. */
const unitClasses = Uint8Array.from({ length: 0x10000 }, (_, unit) => classOf(unit));

/**
 * A table for one way to read text: a symbol's class, and the step from each state. A step is one number, so that a sum over
 * many is one addition each: in the lowest 12 bits the next state's row, then in 16 the tokens that begin (4 are used), then
 * the lines that end.
 */
export interface SymbolTable {
  /** The class of each 16-bit symbol. */
  readonly classes: Uint8Array;
  /** `steps[row + class]`; the initial state's row is 0. */
  readonly steps: Int32Array;
}

function packed({ state, tokens, lines = 0 }: Transition, rowLength: number): number {
  return (state * rowLength) | (tokens << 12) | (lines << 28);
}

const unitSteps = new Int32Array(STATE_COUNT * CLASS_COUNT);
const pairSteps = new Int32Array(STATE_COUNT * PAIR_COUNT);
for (let state = 0; state < STATE_COUNT; state += 1) {
  for (let first = 0; first < CLASS_COUNT; first += 1) {
    const one = transition(state, first);
    unitSteps[state * CLASS_COUNT + first] = packed(one, CLASS_COUNT);
    for (let second = 0; second < CLASS_COUNT; second += 1) {
      const two = transition(one.state, second);
      const lines = (one.lines ?? 0) + (two.lines ?? 0);
      const both = { state: two.state, tokens: one.tokens + two.tokens, lines };
      pairSteps[state * PAIR_COUNT + first * CLASS_COUNT + second] = packed(both, PAIR_COUNT);
    }
  }
}

// Which 16-bit number two bytes make depends on the machine: let it say so.
const twoBytes = new Uint8Array(2);
const oneNumber = new Uint16Array(twoBytes.buffer);
const pairClasses = new Uint8Array(0x10000);
const littleEndianClasses = new Uint8Array(0x10000);
for (let low = 0; low < 256; low += 1) {
  for (let high = 0; high < 256; high += 1) {
    twoBytes[0] = low;
    twoBytes[1] = high;
    const symbol = oneNumber[0] ?? 0;
    pairClasses[symbol] = (unitClasses[low] ?? 0) * CLASS_COUNT + (unitClasses[high] ?? 0);
    littleEndianClasses[symbol] = unitClasses[low | (high << 8)] ?? 0;
  }
}

/** Reads two ASCII characters a step. */
export const asciiPairs: SymbolTable = { classes: pairClasses, steps: pairSteps };

/** Reads one little-endian UTF-16 code unit a step. */
export const utf16Units: SymbolTable = { classes: littleEndianClasses, steps: unitSteps };

/** The step from a row of `utf16Units` over one code unit. */
export function stepUnit(row: number, unit: number): number {
  return unitSteps[row + (unitClasses[unit] ?? 0)] ?? 0;
}

/** The row that a step leads to. */
export function rowAfter(step: number): number {
  return step & 0xfff;
}

/** What a step, or a sum of `countsOf` steps, adds: tokens in the lowest 16 bits, lines above. */
export function countsOf(step: number): number {
  return step >> 12;
}

/** The tokens that a single step begins. */
export function tokensBegun(step: number): number {
  return (step >> 12) & 0xf;
}

/** The tokens of a sum of counts. */
export function tokensOf(counts: number): number {
  return counts & 0xffff;
}

/** The lines of a sum of counts. */
export function linesOf(counts: number): number {
  return counts >> 16;
}

/** The row of `asciiPairs` that stands for the same state as a row of `utf16Units`. */
export function pairRow(unitRow: number): number {
  return unitRow * CLASS_COUNT;
}

/** The row of `utf16Units` that stands for the same state as a row of `asciiPairs`. */
export function unitRow(row: number): number {
  return row / CLASS_COUNT;
}

/**
 * Whether counting may begin anew between two code units with no difference to the sum: after a line's end or a wide
 * character, and where white space ends.
 */
export function isSeam(before: number, unit: number): boolean {
  const left = unitClasses[before];
  if (left === LINE_FEED || left === WIDE) return true;
  const right = unitClasses[unit];
  return (left === SPACE || left === TAB) && right !== SPACE && right !== TAB;
}
