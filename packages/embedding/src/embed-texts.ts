import { hash } from "node:crypto";
import type { Embedder, EmbeddingCache, EmbeddingSpace, InputType } from "./contract.ts";
import { EmbeddingError } from "./error.ts";
import { cutToTokens, estimateTokens } from "./tokens.ts";

/** What to embed, with what, and where to remember it. */
export interface EmbedTextsRequest {
  readonly embedder: Embedder;
  /** Asked before the embedder and told after each batch; without one every distinct text is embedded. */
  readonly cache?: EmbeddingCache;
  readonly texts: readonly string[];
  readonly inputType: InputType;
  readonly signal?: AbortSignal;
}

/** Vectors in the order of the texts, and what they cost. Equal texts may share one array: do not write into it. */
export interface EmbedTextsResult {
  readonly vectors: readonly Float32Array[];
  /** Distinct texts the embedder worked on. */
  readonly embedded: number;
  /** Distinct texts the cache knew. */
  readonly cached: number;
  /** Indices of the texts that were longer than the model reads and were embedded by their start only, ascending. */
  readonly cut: readonly number[];
}

/**
 * Embeds texts in order: cuts each to the model's input limit, embeds every distinct text once, asks the cache first,
 * fills each call up to the embedder's limits and stores each batch as it comes, so an interrupted call loses one batch.
 * Throws the embedder's and the cache's own errors, `EmbeddingError` `invalid-response` for vectors that do not fit
 * the contract, and the signal's reason on abort.
 */
export async function embedTexts(request: EmbedTextsRequest): Promise<EmbedTextsResult> {
  const { embedder, cache, inputType, signal } = request;
  signal?.throwIfAborted();
  const space: EmbeddingSpace = { model: embedder.model, dimensions: embedder.dimensions, inputType };
  const cut: number[] = [];
  const distinct = new Map<string, string>();
  const hashes = request.texts.map((text, index) => {
    const input = cutToTokens(text, embedder.limits.maxTokensPerInput);
    if (input.length < text.length) cut.push(index);
    const digest = hash("sha256", input);
    distinct.set(digest, input);
    return digest;
  });

  const known =
    cache === undefined || distinct.size === 0
      ? new Map<string, Float32Array>()
      : await cache.get(space, [...distinct.keys()]);
  const vectors = new Map<string, Float32Array>();
  for (const [digest, vector] of known) {
    // A vector of another size cannot be used; embedding the text again replaces it.
    if (distinct.has(digest) && vector.length === space.dimensions) vectors.set(digest, vector);
  }
  const cached = vectors.size;

  const missing = [...distinct].filter(([digest]) => !vectors.has(digest));
  for (const batch of fillBatches(missing, embedder)) {
    signal?.throwIfAborted();
    const texts = batch.map(([, text]) => text);
    const made = await embedder.embed(texts, signal === undefined ? { inputType } : { inputType, signal });
    checkVectors(embedder, made, batch.length);
    const entries = new Map(batch.map(([digest], index) => [digest, made[index] as Float32Array]));
    for (const [digest, vector] of entries) vectors.set(digest, vector);
    await cache?.put(space, entries);
  }
  return {
    vectors: hashes.map((digest) => vectors.get(digest) as Float32Array),
    embedded: missing.length,
    cached,
    cut,
  };
}

function* fillBatches(entries: readonly [string, string][], embedder: Embedder): Generator<[string, string][]> {
  const { maxInputsPerCall, maxTokensPerCall } = embedder.limits;
  let batch: [string, string][] = [];
  let tokens = 0;
  for (const entry of entries) {
    const cost = maxTokensPerCall === undefined ? 0 : estimateTokens(entry[1]);
    const full = batch.length >= maxInputsPerCall || tokens + cost > (maxTokensPerCall ?? 0);
    if (batch.length > 0 && full) {
      yield batch;
      batch = [];
      tokens = 0;
    }
    batch.push(entry);
    tokens += cost;
  }
  if (batch.length > 0) yield batch;
}

function checkVectors(embedder: Embedder, vectors: readonly Float32Array[], expected: number): void {
  const { model, dimensions } = embedder;
  if (vectors.length !== expected) {
    throw new EmbeddingError(
      "invalid-response",
      `${model} was asked for ${expected} vectors and returned ${vectors.length}.`,
    );
  }
  for (const vector of vectors) {
    if (vector.length !== dimensions) {
      throw new EmbeddingError(
        "invalid-response",
        `${model} returned a vector of ${vector.length} numbers where ${dimensions} were expected: set its dimensions to match.`,
      );
    }
    if (!vector.every(Number.isFinite)) {
      throw new EmbeddingError("invalid-response", `${model} returned a vector with a number that is not finite.`);
    }
  }
}
