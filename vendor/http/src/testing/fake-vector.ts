import { hash } from "node:crypto";

/** A vector that depends on the text alone, of any length but 0: as good as random, the same every time. */
export function fakeVector(text: string, dimensions: number): number[] {
  let state = Number.parseInt(hash("sha256", text).slice(0, 8), 16);
  return Array.from({ length: dimensions }, () => {
    // Mulberry32: a small generator whose numbers are even enough for tests.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.fround(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1);
  });
}
