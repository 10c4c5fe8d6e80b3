import type { Embedder } from "./contract.ts";
import { EmbeddingError } from "./error.ts";

/** Throws `invalid-response` unless there are so many vectors, each of the embedder's dimensions and of finite numbers. */
export function checkVectors(
  { model, dimensions }: Pick<Embedder, "model" | "dimensions">,
  vectors: readonly Float32Array[],
  expected: number,
): void {
  const refuse = (problem: string) => new EmbeddingError("invalid-response", `${model} ${problem}`);
  if (vectors.length !== expected) {
    throw refuse(`was asked for ${expected} vectors and returned ${vectors.length}.`);
  }
  for (const vector of vectors) {
    if (vector.length !== dimensions) {
      const hint = "set its dimensions to match.";
      throw refuse(`returned a vector of ${vector.length} numbers where ${dimensions} were expected: ${hint}`);
    }
    if (!vector.every(Number.isFinite)) throw refuse("returned a vector with a number that is not finite.");
  }
}
