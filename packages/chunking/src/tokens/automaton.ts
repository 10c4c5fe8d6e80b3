/**
 * The token estimate as a finite automaton over UTF-16 code units, modelled on how byte-pair tokenizers cut text before
 * they merge: words, numbers, runs of punctuation and of white space apart, and one space absorbed by what follows it.
 */

// The eight of ASCII come first, and the more frequent ones before the others.
const LOWER = 0;
const SPACE = 1;
const PUNCTUATION = 2;
const LINE_FEED = 3;
const UPPER = 4;
const DIGIT = 5;
const CARRIAGE_RETURN = 6;
const TAB = 7;
/** Latin with accents and Cyrillic: U+0080 to U+037F, U+0400 to U+057F. */
const NARROW = 8;
/** Any other character of the basic plane: about a token each in vocabularies made mostly from English. */
const WIDE = 9;
/** The first half of a character beyond the basic plane: an emoji or a rare ideograph. */
const HIGH_SURROGATE = 10;
const LOW_SURROGATE = 11;
/** How many bits hold a class, and how many one of ASCII. */
const CLASS_BITS = 4;
const ASCII_CLASS_BITS = 3;
const CLASS_COUNT = 1 << CLASS_BITS;

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
 * A step as one number, so that a sum over many is one addition each: in the lowest 13 bits the next state's row, then in 16
 * the tokens that begin (4 are used), then the lines that end.
 */
function packed({ state, tokens, lines = 0 }: Transition, rowBits: number): number {
  return (state << rowBits) | (tokens << 13) | (lines << 29);
}

const PAIR_BITS = CLASS_BITS * 2;
const unitSteps = new Int32Array(STATE_COUNT << CLASS_BITS);
/** The step over two code units: `pairSteps[row + pairClass]`. The row of the initial state is 0. */
export const pairSteps = new Int32Array(STATE_COUNT << PAIR_BITS);
for (let state = 0; state < STATE_COUNT; state += 1) {
  for (let first = 0; first < CLASS_COUNT; first += 1) {
    const one = transition(state, first);
    unitSteps[(state << CLASS_BITS) + first] = packed(one, CLASS_BITS);
    for (let second = 0; second < CLASS_COUNT; second += 1) {
      const two = transition(one.state, second);
      const lines = (one.lines ?? 0) + (two.lines ?? 0);
      const both = { state: two.state, tokens: one.tokens + two.tokens, lines };
      pairSteps[(state << PAIR_BITS) + pairClass(first, second)] = packed(both, PAIR_BITS);
    }
  }
}

// Which number several bytes make depends on the machine: let it say so.
const twoBytes = new Uint8Array(2);
const oneNumber = new Uint16Array(twoBytes.buffer);
/** The class of a little-endian UTF-16 code unit read as a number. */
export const littleEndianClasses = new Uint8Array(0x10000);
/** The class of two ASCII characters read as one number: the first one's in the higher 3 bits. */
export const asciiPairClasses = new Uint8Array(0x10000);
for (let low = 0; low < 256; low += 1) {
  for (let high = 0; high < 256; high += 1) {
    twoBytes[0] = low;
    twoBytes[1] = high;
    const symbol = oneNumber[0] ?? 0;
    littleEndianClasses[symbol] = unitClasses[low | (high << 8)] ?? 0;
    if (low < 0x80 && high < 0x80) {
      asciiPairClasses[symbol] = ((unitClasses[low] ?? 0) << ASCII_CLASS_BITS) + (unitClasses[high] ?? 0);
    }
  }
}

const QUAD_BITS = ASCII_CLASS_BITS * 4;
/**
 * The step over four ASCII characters: `quadSteps[row + quadClass]`. It has the tokens that begin in the lowest 3 bits, the
 * lines that end in 3 bits from the 9th on, and the next state in the highest 5. Of its 213 kB, prose uses some five again and
 * again: what is larger leaves the processor's first cache.
 */
export const quadSteps = new Uint16Array(STATE_COUNT << QUAD_BITS);
for (let state = 0; state < STATE_COUNT; state += 1) {
  for (let quad = 0; quad < 1 << QUAD_BITS; quad += 1) {
    const left = pairSteps[(state << PAIR_BITS) + pairClass((quad >> 9) & 7, (quad >> 6) & 7)] ?? 0;
    const right = pairSteps[rowAfter(left) + pairClass((quad >> 3) & 7, quad & 7)] ?? 0;
    const counts = countsOf(left) + countsOf(right);
    const next = rowAfter(right) >> PAIR_BITS;
    quadSteps[(state << QUAD_BITS) + quad] = tokensOf(counts) | (linesOf(counts) << 8) | (next << 11);
  }
}

/** The class of four ASCII characters from the classes of both pairs. */
export function quadClass(first: number, second: number): number {
  return (first << (ASCII_CLASS_BITS * 2)) + second;
}

/** The row that a step over four leads to. */
export function quadRowAfter(step: number): number {
  return (step & 0xf800) << 1;
}

/** What a step over four adds: up to 63 of them can be added up before `countsOfQuads`. */
export function quadCounts(step: number): number {
  return step & 0x707;
}

/** What a sum of `quadCounts` adds, as `countsOf` has it. */
export function countsOfQuads(sum: number): number {
  return (sum & 0xff) + ((sum >> 8) << 16);
}

/** The row in `quadSteps` of the state with this row for single code units. */
export function quadRow(unitRow: number): number {
  return unitRow << (QUAD_BITS - CLASS_BITS);
}

/** The row for single code units of the state with this row in `quadSteps`. */
export function unitRowOfQuad(row: number): number {
  return row >> (QUAD_BITS - CLASS_BITS);
}

/** The class of two code units from the class of each. */
export function pairClass(first: number, second: number): number {
  return (first << CLASS_BITS) + second;
}

/** The step over one code unit, from the row of a state in the table of single ones; the initial state's is 0. */
export function stepUnit(row: number, unit: number): number {
  return unitSteps[row + (unitClasses[unit] ?? 0)] ?? 0;
}

/** The row that a step leads to. */
export function rowAfter(step: number): number {
  return step & 0x1fff;
}

/** What a step, or a sum of `countsOf` steps, adds: tokens in the lowest 16 bits, lines above. */
export function countsOf(step: number): number {
  return step >> 13;
}

/** The tokens that a single step begins. */
export function tokensBegun(step: number): number {
  return (step >> 13) & 0xf;
}

/** The tokens of a sum of counts. */
export function tokensOf(counts: number): number {
  return counts & 0xffff;
}

/** The lines of a sum of counts. */
export function linesOf(counts: number): number {
  return counts >> 16;
}

/** The row in `pairSteps` of the state with this row for single code units. */
export function pairRow(unitRow: number): number {
  return unitRow << (PAIR_BITS - CLASS_BITS);
}

/** The row for single code units of the state with this row in `pairSteps`. */
export function unitRowOfPair(row: number): number {
  return row >> (PAIR_BITS - CLASS_BITS);
}
