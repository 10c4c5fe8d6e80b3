import { countsOf, rowAfter, type SymbolTable } from "./automaton.ts";

/** What was counted so far (see `countsOf`; at most 65,535 tokens), and the row of the state reached. */
export interface Count {
  counts: number;
  row: number;
}

/** Runs over `symbols[from, to)`, adding to `count`. */
export function runOnce(table: SymbolTable, symbols: Uint16Array, from: number, to: number, count: Count): void {
  const { classes, steps } = table;
  let { counts, row } = count;
  for (let index = from; index < to; index += 1) {
    const step = steps[row + (classes[symbols[index] ?? 0] ?? 0)] ?? 0;
    counts = (counts + countsOf(step)) | 0;
    row = rowAfter(step);
  }
  count.counts = counts;
  count.row = row;
}

/**
 * Runs over `length` symbols from `leftFrom` and as many from `rightFrom`; what both count is added to `left`. As each
 * step waits for the one before it, two runs side by side take little longer than one.
 */
export function runTwice(
  table: SymbolTable,
  symbols: Uint16Array,
  leftFrom: number,
  rightFrom: number,
  length: number,
  left: Count,
  right: Count,
): void {
  const { classes, steps } = table;
  let { counts } = left;
  let leftRow = left.row;
  let rightRow = right.row;
  for (let offset = 0; offset < length; offset += 1) {
    const leftStep = steps[leftRow + (classes[symbols[leftFrom + offset] ?? 0] ?? 0)] ?? 0;
    const rightStep = steps[rightRow + (classes[symbols[rightFrom + offset] ?? 0] ?? 0)] ?? 0;
    counts = (counts + countsOf(leftStep) + countsOf(rightStep)) | 0;
    leftRow = rowAfter(leftStep);
    rightRow = rowAfter(rightStep);
  }
  left.counts = counts;
  left.row = leftRow;
  right.row = rightRow;
}
