import { Buffer } from "node:buffer";
import {
  asciiPairs,
  countsOf,
  isSeam,
  linesOf,
  pairRow,
  rowAfter,
  stepUnit,
  tokensOf,
  unitRow,
  utf16Units,
} from "./automaton.ts";
import { type Count, runOnce, runTwice } from "./run.ts";

/** How many code units are encoded at once: few enough for the processor's first cache, many enough to hide the call. */
const WINDOW_UNITS = 8192;
/** The first window is smaller, as it tells whether the input is ASCII. */
const FIRST_WINDOW_UNITS = 1024;
/** Shorter ranges are counted in one run, longer ones in two that begin where a word does near the middle. */
const SHORTEST_HALVED = 64;
const FARTHEST_SEAM = 32;

const encoder = new TextEncoder();
// Shared by every meter: nothing gives way to other code between filling them and reading them, and a meter knows whether
// they still hold its window.
const encoded = Buffer.alloc(WINDOW_UNITS * 3);
const symbols = new Uint16Array(encoded.buffer, encoded.byteOffset, encoded.length >> 1);
const left: Count = { counts: 0, row: 0 };
const right: Count = { counts: 0, row: 0 };
let holder: TokenMeter | undefined;

/** Counts the tokens of ranges of one input; fast when they come in order. */
export interface TokenMeter {
  /**
   * The tokens of `[start, end)`, as `estimateTokens` has them but for a lone space, which is 0 here. Neither end may split
   * a surrogate pair.
   */
  measure(start: number, end: number): number;
  /** How many lines end in the range measured last. */
  readonly lines: number;
}

/** Counts `encoded[from, to)`, one ASCII character a byte, on from `left`. */
function countAscii(from: number, to: number): void {
  const seam = to - from < SHORTEST_HALVED ? to : asciiSeam((from + to) >> 1, to);
  if (seam === to) {
    finishAscii(left, from, to);
    return;
  }
  right.counts = 0;
  right.row = 0;
  const leftFrom = alignAscii(left, from);
  const rightFrom = alignAscii(right, seam);
  const length = Math.min(seam - leftFrom, to - rightFrom) >> 1;
  runTwice(asciiPairs, symbols, leftFrom >> 1, rightFrom >> 1, length, left, right);
  finishAscii(left, leftFrom + length * 2, seam);
  finishAscii(right, rightFrom + length * 2, to);
  left.counts += right.counts;
  left.row = right.row;
}

/** Counts the byte at an odd position, so that pairs can be read from there on. */
function alignAscii(count: Count, from: number): number {
  if (from % 2 === 0) return from;
  const step = stepUnit(unitRow(count.row), encoded[from] ?? 0);
  count.counts += countsOf(step);
  count.row = pairRow(rowAfter(step));
  return from + 1;
}

function finishAscii(count: Count, from: number, to: number): void {
  if (from >= to) return;
  const even = alignAscii(count, from);
  runOnce(asciiPairs, symbols, even >> 1, to >> 1, count);
  if (to % 2 === 0 || even >= to) return;
  const step = stepUnit(unitRow(count.row), encoded[to - 1] ?? 0);
  count.counts += countsOf(step);
  count.row = pairRow(rowAfter(step));
}

function asciiSeam(middle: number, to: number): number {
  const farthest = Math.min(to, middle + FARTHEST_SEAM);
  for (let seam = middle; seam < farthest; seam += 1) {
    if (isSeam(encoded[seam - 1] ?? 0, encoded[seam] ?? 0)) return seam;
  }
  return to;
}

/** Counts `symbols[from, to)`, one code unit each and the first of them at `input[offset]`, on from `left`. */
function countUnits(input: string, offset: number, from: number, to: number): void {
  const seam = to - from < SHORTEST_HALVED ? to : unitSeam(input, offset, (from + to) >> 1, to);
  if (seam === to) {
    runOnce(utf16Units, symbols, from, to, left);
    return;
  }
  right.counts = 0;
  right.row = 0;
  const length = Math.min(seam - from, to - seam);
  runTwice(utf16Units, symbols, from, seam, length, left, right);
  runOnce(utf16Units, symbols, from + length, seam, left);
  runOnce(utf16Units, symbols, seam + length, to, right);
  left.counts += right.counts;
  left.row = right.row;
}

function unitSeam(input: string, offset: number, middle: number, to: number): number {
  const farthest = Math.min(to, middle + FARTHEST_SEAM);
  for (let seam = middle; seam < farthest; seam += 1) {
    if (isSeam(input.charCodeAt(offset + seam - 1), input.charCodeAt(offset + seam))) return seam;
  }
  return to;
}

/** Makes a meter for one input. */
export function createTokenMeter(input: string): TokenMeter {
  let windowStart = 0;
  let windowEnd = 0;
  let ascii = true;

  const fill = (start: number, least: number): void => {
    const size = windowEnd === 0 ? Math.max(FIRST_WINDOW_UNITS, least) : WINDOW_UNITS;
    windowStart = start;
    windowEnd = Math.min(start + size, input.length);
    holder = meter;
    const text = input.slice(windowStart, windowEnd);
    if (ascii) {
      ascii = encoder.encodeInto(text, encoded).written === text.length;
      if (ascii) return;
    }
    // Once there has been another character there may be more: do not try again.
    encoded.write(text, 0, "utf16le");
  };

  const meter = {
    lines: 0,
    measure(start: number, end: number): number {
      let tokens = 0;
      let lines = 0;
      left.row = 0;
      for (let from = start; from < end; ) {
        const wasAscii = ascii;
        const to = Math.min(from + WINDOW_UNITS, end);
        left.counts = 0;
        if (from < windowStart || to > windowEnd || holder !== meter) fill(from, to - from);
        if (wasAscii && !ascii) left.row = unitRow(left.row);
        if (ascii) countAscii(from - windowStart, to - windowStart);
        else countUnits(input, windowStart, from - windowStart, to - windowStart);
        tokens += tokensOf(left.counts);
        lines += linesOf(left.counts);
        from = to;
      }
      meter.lines = lines;
      return tokens;
    },
  };
  return meter;
}
