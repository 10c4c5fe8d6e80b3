import { countsOf, linesOf, stepUnit, tokensOf } from "./automaton.ts";
import { countBlocks, countTo, countWhole, encode, WINDOW_UNITS } from "./window.ts";

/** The first window is smaller, as it tells whether the input is ASCII. */
const FIRST_WINDOW_UNITS = 1024;

const LINE_FEED = 0x0a;
const EMPTY_LINE_COUNTS = countsOf(stepUnit(0, LINE_FEED));

/** Counts the tokens of ranges of one input. Neither end of a range may split a surrogate pair. */
export interface TokenMeter {
  /**
   * The tokens of `[start, end)`, as `estimateTokens` has them but for a lone space, which is 0 here. `start` must be a
   * line's beginning; fast when the ranges come in order.
   */
  measureLines(start: number, end: number): number;
  /** The same for one line of white space: of an empty one it is known, and need not be looked for. */
  measureBlankLine(start: number, end: number): number;
  /** The same for a range that begins anywhere. */
  measure(start: number, end: number): number;
  /** How many lines end in the range measured last. */
  readonly lines: number;
}

/** Whose lines the window holds, counted by blocks. */
let holder: TokenMeter | undefined;

/** Makes a meter for one input. */
export function createTokenMeter(input: string): TokenMeter {
  let windowStart = 0;
  let windowEnd = 0;
  // Once there has been another character there may be more: then it is not tried again.
  let ascii = true;
  // What precedes the end of the range measured last, where the next one mostly begins.
  let lastEnd = -1;
  let lastCounts = 0;

  const fill = (start: number, row: number): void => {
    const size = windowEnd === 0 ? FIRST_WINDOW_UNITS : WINDOW_UNITS;
    windowStart = start;
    windowEnd = Math.min(start + size, input.length);
    ascii = encode(input.slice(windowStart, windowEnd), ascii);
    countBlocks(windowEnd - windowStart, row, ascii);
    holder = meter;
    lastEnd = start;
    lastCounts = 0;
  };

  const meter = {
    lines: 0,
    measureLines(start: number, end: number): number {
      if (start < windowStart || start >= windowEnd || holder !== meter) fill(start, 0);
      let counts = start === lastEnd ? lastCounts : countTo(start - windowStart, ascii).counts;
      let tokens = 0;
      let lines = 0;
      while (end > windowEnd) {
        const passed = countTo(windowEnd - windowStart, ascii);
        tokens += tokensOf(passed.counts) - tokensOf(counts);
        lines += linesOf(passed.counts) - linesOf(counts);
        counts = 0;
        fill(windowEnd, passed.row);
      }
      lastEnd = end;
      lastCounts = countTo(end - windowStart, ascii).counts;
      meter.lines = lines + linesOf(lastCounts) - linesOf(counts);
      return tokens + tokensOf(lastCounts) - tokensOf(counts);
    },
    measureBlankLine(start: number, end: number): number {
      const isEmpty = end - start === 1 && input.charCodeAt(start) === LINE_FEED;
      const isNext = start === lastEnd && end <= windowEnd && holder === meter;
      if (!isEmpty || !isNext) return meter.measureLines(start, end);
      lastEnd = end;
      lastCounts += EMPTY_LINE_COUNTS;
      meter.lines = linesOf(EMPTY_LINE_COUNTS);
      return tokensOf(EMPTY_LINE_COUNTS);
    },
    measure(start: number, end: number): number {
      let tokens = 0;
      let lines = 0;
      let row = 0;
      holder = undefined;
      for (let from = start; from < end; from += WINDOW_UNITS) {
        const to = Math.min(from + WINDOW_UNITS, end);
        ascii = encode(input.slice(from, to), ascii);
        const counted = countWhole(to - from, row, ascii);
        tokens += tokensOf(counted.counts);
        lines += linesOf(counted.counts);
        row = counted.row;
      }
      meter.lines = lines;
      return tokens;
    },
  };
  return meter;
}
