import { EmbeddingError } from "./error.ts";

/** Scales a vector to length 1, in place; throws `invalid-response` for one without a direction. */
export function toUnitLength(model: string, vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (length === 0) throw new EmbeddingError("invalid-response", `${model} returned a vector of zeros.`);
  // What is as near to 1 as its 32-bit numbers allow stays as it came.
  if (Math.abs(length - 1) < 1e-6) return vector;
  for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] as number) / length;
  return vector;
}
