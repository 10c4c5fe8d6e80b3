import {
  asciiPairClasses,
  countsOf,
  littleEndianClasses,
  pairClass,
  pairRow,
  pairSteps,
  quadClass,
  quadLines,
  quadRow,
  quadRowAfter,
  quadSteps,
  quadTokens,
  rowAfter,
  unitRowOfPair,
  unitRowOfQuad,
} from "./automaton.ts";

/** What was counted so far (see `countsOf`; at most 65,535 tokens), and the row, for single code units, of the state reached. */
export interface Count {
  counts: number;
  row: number;
}

// The tables are read into locals before each loop, as an imported binding would be read anew each time.

/** Runs over `pairs[from, to)`, an even number of pairs of ASCII characters, adding to `count`. */
export function runAscii(pairs: Uint16Array, from: number, to: number, count: Count): void {
  const classes = asciiPairClasses;
  const steps = quadSteps;
  let tokens = 0;
  let lines = 0;
  let row = quadRow(count.row);
  for (let index = from; index < to; index += 2) {
    const step = steps[row + quadClass(classes[pairs[index] ?? 0] ?? 0, classes[pairs[index + 1] ?? 0] ?? 0)] ?? 0;
    tokens = (tokens + quadTokens(step)) | 0;
    lines = (lines + quadLines(step)) | 0;
    row = quadRowAfter(step);
  }
  count.counts += tokens + (lines << 16);
  count.row = unitRowOfQuad(row);
}

/** Runs over `units[from, to)`, an even number of UTF-16 code units, adding to `count`. */
export function runUnits(units: Uint16Array, from: number, to: number, count: Count): void {
  const classes = littleEndianClasses;
  const steps = pairSteps;
  let { counts } = count;
  let row = pairRow(count.row);
  for (let index = from; index < to; index += 2) {
    const step = steps[row + pairClass(classes[units[index] ?? 0] ?? 0, classes[units[index + 1] ?? 0] ?? 0)] ?? 0;
    counts = (counts + countsOf(step)) | 0;
    row = rowAfter(step);
  }
  count.counts = counts;
  count.row = unitRowOfPair(row);
}
