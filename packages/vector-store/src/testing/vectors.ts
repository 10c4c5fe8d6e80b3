/** Cosine similarity computed in double precision; 0 when either vector is all zeros. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let product = 0;
  let squares = 0;
  let otherSquares = 0;
  for (const [index, value] of one.entries()) {
    const otherValue = other[index] ?? 0;
    product += value * otherValue;
    squares += value * value;
    otherSquares += otherValue * otherValue;
  }
  return squares === 0 || otherSquares === 0 ? 0 : product / Math.sqrt(squares * otherSquares);
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A vector of numbers in [-1, 1), different for every seed. */
export function seededVector(seed: number, dimensions: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: dimensions }, () => random() * 2 - 1);
}
