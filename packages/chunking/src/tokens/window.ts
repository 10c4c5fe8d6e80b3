import { Buffer } from "node:buffer";
import { countsOf, rowAfter, stepUnit } from "./automaton.ts";
import { BLOCK_BITS, type Count, runAscii, runAsciiBlocks, runUnits } from "./run.ts";

/** How many code units are encoded at once: few enough for the processor's first cache, many enough to hide the call. */
export const WINDOW_UNITS = 8192;
const BLOCK_UNITS = 1 << BLOCK_BITS;

const encoder = new TextEncoder();
const encoded = Buffer.alloc(WINDOW_UNITS * 3);
const symbols = new Uint16Array(encoded.buffer, encoded.byteOffset, encoded.length >> 1);
const countsBefore = new Int32Array((WINDOW_UNITS >> BLOCK_BITS) + 1);
const rowsBefore = new Int32Array(countsBefore.length);
const count: Count = { counts: 0, row: 0 };

// There is one window, shared by every meter: nothing gives way to other code between filling and reading it.

/**
 * Puts a text of at most `WINDOW_UNITS` into the window, an ASCII character a byte when it has no others (and `ascii`), else
 * a UTF-16 code unit in two. Says which.
 */
export function encode(text: string, ascii: boolean): boolean {
  if (ascii && encoder.encodeInto(text, encoded).written === text.length) return true;
  encoded.write(text, 0, "utf16le");
  return false;
}

/** Counts the first `length` code units from the state of `row`; the counter given is shared and valid until the next call. */
export function countWhole(length: number, row: number, ascii: boolean): Count {
  count.counts = 0;
  count.row = row;
  run(0, length, ascii);
  return count;
}

/** Counts the first `length` code units block by block, so that `countTo` can say what precedes any of them. */
export function countBlocks(length: number, row: number, ascii: boolean): void {
  const blocks = length >> BLOCK_BITS;
  count.counts = 0;
  count.row = row;
  if (ascii) {
    runAsciiBlocks(symbols, blocks, count, countsBefore, rowsBefore);
    return;
  }
  for (let block = 0; block <= blocks; block += 1) {
    countsBefore[block] = count.counts;
    rowsBefore[block] = count.row;
    if (block === blocks) return;
    const from = block << BLOCK_BITS;
    runUnits(symbols, from, from + BLOCK_UNITS, count);
  }
}

/**
 * What the first `length` code units have, once `countBlocks` has counted at least as many; the counter given is shared and
 * valid until the next call.
 */
export function countTo(length: number, ascii: boolean): Count {
  const block = length >> BLOCK_BITS;
  count.counts = countsBefore[block] ?? 0;
  count.row = rowsBefore[block] ?? 0;
  run(block << BLOCK_BITS, length, ascii);
  return count;
}

/** Counts `[from, to)` on from where the counter is; `from` is a multiple of 4. */
function run(from: number, to: number, ascii: boolean): void {
  const even = to - ((to - from) & (ascii ? 3 : 1));
  if (ascii) runAscii(symbols, from >> 1, even >> 1, count);
  else runUnits(symbols, from, even, count);
  for (let position = even; position < to; position += 1) {
    const step = stepUnit(count.row, unitAt(position, ascii));
    count.counts += countsOf(step);
    count.row = rowAfter(step);
  }
}

function unitAt(position: number, ascii: boolean): number {
  return ascii ? (encoded[position] ?? 0) : encoded.readUInt16LE(position * 2);
}
