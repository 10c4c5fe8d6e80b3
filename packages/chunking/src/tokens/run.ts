import {
  asciiPairClasses,
  countsOf,
  countsOfQuads,
  littleEndianClasses,
  pairClass,
  pairRow,
  pairSteps,
  quadClass,
  quadCounts,
  quadRow,
  quadRowAfter,
  quadSteps,
  rowAfter,
  unitRowOfPair,
  unitRowOfQuad,
} from "./automaton.ts";

/** What was counted so far (see `countsOf`; at most 65,535 tokens), and the row, for single code units, of the state reached. */
export interface Count {
  counts: number;
  row: number;
}

/** What was counted is kept at the beginning of every so many code units: what is counted from there takes no long loop. */
export const BLOCK_BITS = 5;
const BLOCK_PAIRS = 1 << (BLOCK_BITS - 1);

// The tables are read into locals before each loop, as an imported binding would be read anew each time.

/** Runs over `pairs[from, to)`, an even number of pairs of ASCII characters, adding to `count`. */
export function runAscii(pairs: Uint16Array, from: number, to: number, count: Count): void {
  const classes = asciiPairClasses;
  const steps = quadSteps;
  let { counts } = count;
  let row = quadRow(count.row);
  for (let index = from; index < to; index += 2) {
    const step = steps[row + quadClass(classes[pairs[index] ?? 0] ?? 0, classes[pairs[index + 1] ?? 0] ?? 0)] ?? 0;
    counts = (counts + countsOfQuads(quadCounts(step))) | 0;
    row = quadRowAfter(step);
  }
  count.counts = counts;
  count.row = unitRowOfQuad(row);
}

/**
 * Runs over `blocks` blocks of `pairs`, of 16 pairs of ASCII characters each, adding to `count`; writes what precedes each
 * block and the end.
 */
export function runAsciiBlocks(
  pairs: Uint16Array,
  blocks: number,
  count: Count,
  countsBefore: Int32Array,
  rowsBefore: Int32Array,
): void {
  const classes = asciiPairClasses;
  const steps = quadSteps;
  let { counts } = count;
  let row = quadRow(count.row);
  let index = 0;
  for (let block = 0; block < blocks; block += 1) {
    countsBefore[block] = counts;
    rowsBefore[block] = unitRowOfQuad(row);
    let sum = 0;
    for (const stop = index + BLOCK_PAIRS; index < stop; index += 2) {
      const step = steps[row + quadClass(classes[pairs[index] ?? 0] ?? 0, classes[pairs[index + 1] ?? 0] ?? 0)] ?? 0;
      sum = (sum + quadCounts(step)) | 0;
      row = quadRowAfter(step);
    }
    counts = (counts + countsOfQuads(sum)) | 0;
  }
  countsBefore[blocks] = counts;
  rowsBefore[blocks] = unitRowOfQuad(row);
  count.counts = counts;
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
