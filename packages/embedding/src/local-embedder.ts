import { setImmediate } from "node:timers/promises";
import type { Embedder } from "./contract.ts";
import { EmbeddingError } from "./error.ts";
import { createFeatureCounts, type FeatureCounts } from "./feature-counts.ts";
import { countFeatures, FEATURE_WEIGHTS } from "./local-features.ts";
import { stopWordHashes } from "./stop-words.ts";

/** Name of the local model; its number changes whenever a text would get another vector. */
export const LOCAL_MODEL = "local-hash-v1";

/** Dimensions of the local model unless told otherwise: the figures are in the README of the package. */
export const LOCAL_DIMENSIONS = 384;

/** Characters embedded before other work of the process gets its turn. */
const CHARACTERS_PER_TURN = 500_000;

/**
 * An embedder that needs no model, network or account: signed hashing of words, parts of identifiers and letter grams
 * into a vector of length 1. It is lexical: texts are near when they share words or parts of words, not when they mean
 * the same. Deterministic on every machine. Throws `EmbeddingError` `invalid-options` unless `dimensions` is a whole
 * number from 16 to 4096.
 */
export function createLocalEmbedder(options: { readonly dimensions?: number } = {}): Embedder {
  const dimensions = options.dimensions ?? LOCAL_DIMENSIONS;
  if (!Number.isSafeInteger(dimensions) || dimensions < 16 || dimensions > 4096) {
    throw new EmbeddingError(
      "invalid-options",
      `dimensions of the local embedder must be a whole number from 16 to 4096, got ${dimensions}.`,
    );
  }
  const counts = createFeatureCounts();
  return {
    model: LOCAL_MODEL,
    dimensions,
    kind: "lexical",
    // It reads texts of any length; a call of this many chunks takes some 50 ms.
    limits: { maxInputsPerCall: 512, maxTokensPerInput: Number.MAX_SAFE_INTEGER },
    async embed(texts, { signal }) {
      const vectors: Float32Array[] = [];
      let charactersThisTurn = 0;
      for (const text of texts) {
        if (charactersThisTurn > CHARACTERS_PER_TURN) {
          charactersThisTurn = 0;
          await setImmediate();
        }
        signal?.throwIfAborted();
        vectors.push(embedText(text, dimensions, counts));
        charactersThisTurn += text.length;
      }
      return vectors;
    },
  };
}

function embedText(text: string, dimensions: number, counts: FeatureCounts): Float32Array {
  const vector = new Float32Array(dimensions);
  countFeatures(text, counts, stopWordHashes());
  counts.drainInto(vector, FEATURE_WEIGHTS);
  let squares = 0;
  for (let index = 0; index < dimensions; index++) squares += (vector[index] as number) ** 2;
  if (squares === 0) {
    // Nothing but punctuation, or signs that cancelled out: still a vector of length 1, as the contract asks.
    vector[0] = 1;
    return vector;
  }
  const scale = 1 / Math.sqrt(squares);
  for (let index = 0; index < dimensions; index++) vector[index] = (vector[index] as number) * scale;
  return vector;
}
