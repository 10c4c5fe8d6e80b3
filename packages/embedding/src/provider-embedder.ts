import { checkVectors } from "./check-vectors.ts";
import type { Embedder } from "./contract.ts";
import { EmbeddingError } from "./error.ts";
import { fromProvider } from "./provider-error.ts";
import type { ProviderCall } from "./shared-calls.ts";
import { toUnitLength } from "./unit-vector.ts";

/** What a provider answers to one call. */
export interface ProviderAnswer {
  readonly vectors: Float32Array[];
  readonly tokens: number;
}

/** Providers refuse an empty text; this stands for one that has nothing to find. */
const nothing = ".";

/** An embedder that passes each call to a provider, and holds the answer to the contract. */
export function createProviderEmbedder(shape: Omit<Embedder, "kind" | "embed">, call: ProviderCall): Embedder {
  return {
    ...shape,
    kind: "semantic",
    async embed(texts, options) {
      options.signal?.throwIfAborted();
      if (texts.length === 0) return [];
      const sendable = texts.map((text) => (text.trim() === "" ? nothing : text.toWellFormed()));
      try {
        const { vectors, tokens } = await call(sendable, options);
        checkVectors(shape, vectors, texts.length);
        options.onUsage?.({ tokens });
        return vectors.map((vector) => toUnitLength(shape.model, vector));
      } catch (error) {
        throw fromProvider(error);
      }
    },
  };
}

/** Throws `invalid-options` unless the number is whole and in range. */
export function checkWhole(name: string, value: number | undefined, most = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= most)) return;
  throw new EmbeddingError("invalid-options", `${name} must be a whole number from 1 to ${most}, got ${value}.`);
}
