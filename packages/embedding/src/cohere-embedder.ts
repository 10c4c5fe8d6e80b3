import type { CohereClient } from "@tributary/vendor-cohere";
import type { Embedder } from "./contract.ts";
import { EmbeddingError } from "./error.ts";
import { checkWhole, createProviderEmbedder } from "./provider-embedder.ts";
import { type ProviderCall, shareCalls } from "./shared-calls.ts";
import { estimateTokens } from "./tokens.ts";

/** Which of Cohere's models, and how. */
export interface CohereEmbedderOptions {
  /** One client a key: its budget holds for all embedders made with it. */
  readonly client: Pick<CohereClient, "embed">;
  /** `embed-v4.0` unless given. */
  readonly model?: string;
  /** The model's own unless given; needed for a model that is not known here. */
  readonly dimensions?: number;
  /** The model's own unless given; needed for a model that is not known here. */
  readonly maxTokensPerInput?: number;
  /** Calls under way at a time, the texts of all callers together; 4 unless given. */
  readonly concurrentCalls?: number;
}

/** Texts a call may carry (https://docs.cohere.com/reference/embed). */
const maxInputsPerCall = 96;

/** Sizes of vectors, the model's own first, and longest input (https://docs.cohere.com/docs/cohere-embed). */
const models: Readonly<Record<string, { readonly dimensions: readonly number[]; readonly maxTokens: number }>> = {
  "embed-v4.0": { dimensions: [1_536, 256, 512, 1_024], maxTokens: 128_000 },
  "embed-english-v3.0": { dimensions: [1_024], maxTokens: 512 },
  "embed-multilingual-v3.0": { dimensions: [1_024], maxTokens: 512 },
  "embed-english-light-v3.0": { dimensions: [384], maxTokens: 512 },
  "embed-multilingual-light-v3.0": { dimensions: [384], maxTokens: 512 },
};

/**
 * An embedder on Cohere's `/v2/embed`, 96 texts a call: documents as `search_document`, queries as `search_query`. Tokens are
 * estimated; Cohere cuts the end of what the estimate let through. Throws `EmbeddingError` `invalid-options` for dimensions
 * the model does not have; calls throw `EmbeddingError` or the signal's reason.
 */
export function createCohereEmbedder(options: CohereEmbedderOptions): Embedder {
  const { client, model = "embed-v4.0", concurrentCalls = 4 } = options;
  const known = models[model];
  const { dimensions = known?.dimensions[0], maxTokensPerInput = known?.maxTokens } = options;
  if (dimensions === undefined || maxTokensPerInput === undefined) {
    const message = `The Cohere model ${model} is not known: give its dimensions and maxTokensPerInput.`;
    throw new EmbeddingError("invalid-options", message);
  }
  checkWhole("dimensions", dimensions);
  checkWhole("maxTokensPerInput", maxTokensPerInput, known?.maxTokens);
  checkWhole("concurrentCalls", concurrentCalls);
  if (known !== undefined && !known.dimensions.includes(dimensions)) {
    const message = `${model} has vectors of ${known.dimensions.join(", ")} numbers, not of ${dimensions}.`;
    throw new EmbeddingError("invalid-options", message);
  }
  // Models with one size refuse the parameter.
  const resized = known?.dimensions.length === 1 || options.dimensions === undefined ? {} : { dimensions };
  const limits = { maxInputsPerCall, maxTokensPerInput, concurrentCalls };
  const call: ProviderCall = async (texts, { inputType, signal }) => {
    const { vectors, inputTokens } = await client.embed({
      model,
      texts,
      inputType: inputType === "query" ? "search_query" : "search_document",
      ...resized,
      ...(signal && { signal }),
    });
    return { vectors, tokens: inputTokens ?? texts.reduce((sum, text) => sum + estimateTokens(text), 0) };
  };
  return createProviderEmbedder({ model, dimensions, limits }, shareCalls(call, limits, estimateTokens));
}
