import { hash } from "node:crypto";
import { checkVectors } from "./check-vectors.ts";
import type { Embedder, EmbeddingCache, EmbeddingSpace, InputType } from "./contract.ts";
import { fillBatches } from "./fill-batches.ts";
import { estimatedTokens } from "./tokens.ts";
import { costOf, type EmbeddingUsage, type PriceTable } from "./usage.ts";

/** What to embed, with what, and where to remember it. */
export interface EmbedTextsRequest {
  readonly embedder: Embedder;
  /** Asked before the embedder and told after each batch; without one every distinct text is embedded. */
  readonly cache?: EmbeddingCache;
  readonly texts: readonly string[];
  readonly inputType: InputType;
  readonly signal?: AbortSignal;
  /** Turns the tokens billed into money; without it, or without the model in it, only tokens are counted. */
  readonly prices?: PriceTable;
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
  /** Calls to the embedder that succeeded, and what its provider billed for them. */
  readonly usage: EmbeddingUsage;
}

/**
 * Embeds texts in order: cuts each to the model's input limit, embeds every distinct text once, asks the cache first,
 * fills each call up to the embedder's limits and stores each batch as it comes, so an interruption loses the batches under
 * way. Batches beside one that fails are finished and stored, further ones are not begun.
 * Throws the embedder's and the cache's own errors, `EmbeddingError` `invalid-response` for vectors that do not fit
 * the contract, and the signal's reason on abort.
 */
export async function embedTexts(request: EmbedTextsRequest): Promise<EmbedTextsResult> {
  const { embedder, cache, inputType, signal } = request;
  signal?.throwIfAborted();
  const space: EmbeddingSpace = { model: embedder.model, dimensions: embedder.dimensions, inputType };
  const tokens = (await embedder.tokenCounter?.()) ?? estimatedTokens;
  const cut: number[] = [];
  const distinct = new Map<string, string>();
  const hashes = request.texts.map((text, index) => {
    const input = tokens.cut(text, embedder.limits.maxTokensPerInput);
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
  let [calls, billed] = [0, 0];
  const batches = fillBatches(missing, embedder.limits, tokens);
  const failures: unknown[] = [];

  async function work(): Promise<void> {
    for await (const batch of batches) {
      if (failures.length > 0) return;
      signal?.throwIfAborted();
      const made = await embedder.embed(
        batch.map(([, text]) => text),
        { inputType, onUsage: (usage) => (billed += usage.tokens), ...(signal && { signal }) },
      );
      checkVectors(embedder, made, batch.length);
      calls += 1;
      const entries = new Map(batch.map(([digest], index) => [digest, made[index] as Float32Array]));
      for (const [digest, vector] of entries) vectors.set(digest, vector);
      await cache?.put(space, entries);
    }
  }

  // A generator shared by all workers gives each batch to one of them.
  const workers = Array.from({ length: Math.min(embedder.limits.concurrentCalls ?? 1, missing.length) }, () =>
    work().catch((error: unknown) => failures.push(error)),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
  return {
    vectors: hashes.map((digest) => vectors.get(digest) as Float32Array),
    embedded: missing.length,
    cached,
    cut,
    usage: { calls, tokens: billed, ...costOf(embedder.model, billed, request.prices) },
  };
}
