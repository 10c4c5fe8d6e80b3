import type { FakeRecord } from "./fake-record.ts";

/** Cosine similarity or dot product in double precision. */
export function denseScore(one: Float32Array, other: Float32Array, metric: string): number {
  let product = 0;
  let squares = 0;
  let otherSquares = 0;
  for (const [index, value] of one.entries()) {
    const otherValue = other[index] ?? 0;
    product += value * otherValue;
    squares += value * value;
    otherSquares += otherValue * otherValue;
  }
  if (metric === "dotproduct") return product;
  return squares === 0 || otherSquares === 0 ? 0 : product / Math.sqrt(squares * otherSquares);
}

/** Dot product of two sparse vectors, or null when they have no position in common. */
export function sparseScore(query: ReadonlyMap<number, number>, record: FakeRecord): number | null {
  let product = 0;
  let common = false;
  for (const [index, value] of query) {
    const stored = record.sparse?.get(index);
    if (stored === undefined) continue;
    common = true;
    product += value * stored;
  }
  return common ? product : null;
}
