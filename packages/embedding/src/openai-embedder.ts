import type { OpenAIClient } from "@tributary/vendor-openai";
import type { Embedder } from "./contract.ts";
import { countingOnce } from "./counting-once.ts";
import { EmbeddingError } from "./error.ts";
import { checkWhole, createProviderEmbedder } from "./provider-embedder.ts";
import { type ProviderCall, shareCalls } from "./shared-calls.ts";

/** Which of OpenAI's models, and how. */
export interface OpenAIEmbedderOptions {
  /** One client a key: its budget holds for all embedders made with it. */
  readonly client: Pick<OpenAIClient, "embed">;
  /** `text-embedding-3-small` unless given. */
  readonly model?: string;
  /** The model's own unless given; needed for a model that is not known here. */
  readonly dimensions?: number;
  /** Whether a model that is not known here is asked for `dimensions`; false unless given. */
  readonly resizable?: boolean;
  /** 8,192 unless given, and no more than a call may hold. */
  readonly maxTokensPerInput?: number;
  /** Tokens of a call; 300,000 unless given. Less for an account that may not spend as many in a minute. */
  readonly maxTokensPerCall?: number;
  /** Calls under way at a time, the texts of all callers together; 4 unless given. */
  readonly concurrentCalls?: number;
}

/** What a call and a text may hold (https://platform.openai.com/docs/api-reference/embeddings/create). */
const [maxInputsPerCall, mostTokensPerCall, mostTokensPerText] = [2_048, 300_000, 8_192];

/** Sizes of vectors (https://platform.openai.com/docs/guides/embeddings). */
const models: Readonly<Record<string, { readonly dimensions: number; readonly resizable: boolean }>> = {
  "text-embedding-3-small": { dimensions: 1_536, resizable: true },
  "text-embedding-3-large": { dimensions: 3_072, resizable: true },
  "text-embedding-ada-002": { dimensions: 1_536, resizable: false },
};

/**
 * An embedder on OpenAI's `/v1/embeddings`, 2,048 texts and 300,000 tokens a call, counted by the models' own tokenizer,
 * which loads with the first text. Documents and queries are embedded alike. Throws `EmbeddingError` `invalid-options` for
 * dimensions the model does not have; calls throw `EmbeddingError` or the signal's reason.
 */
export function createOpenAIEmbedder(options: OpenAIEmbedderOptions): Embedder {
  const { client, model = "text-embedding-3-small", concurrentCalls = 4 } = options;
  const { maxTokensPerCall = mostTokensPerCall } = options;
  const longestInput = Math.min(mostTokensPerText, maxTokensPerCall);
  const { maxTokensPerInput = longestInput } = options;
  const known = models[model];
  const { dimensions = known?.dimensions } = options;
  if (dimensions === undefined) {
    throw new EmbeddingError("invalid-options", `The OpenAI model ${model} is not known: give its dimensions.`);
  }
  checkWhole("dimensions", dimensions, known?.dimensions);
  checkWhole("maxTokensPerCall", maxTokensPerCall, mostTokensPerCall);
  checkWhole("maxTokensPerInput", maxTokensPerInput, longestInput);
  checkWhole("concurrentCalls", concurrentCalls);
  const { resizable = known?.resizable ?? false } = options;
  if (known !== undefined && !known.resizable && dimensions !== known.dimensions) {
    const message = `${model} has vectors of ${known.dimensions} numbers only, not of ${dimensions}.`;
    throw new EmbeddingError("invalid-options", message);
  }
  const tokenCounter = countingOnce(async () => {
    // The client's package is large, and those who do not use it need not load it.
    const { loadTokenCounter } = await import("@tributary/vendor-openai");
    return loadTokenCounter();
  });
  const limits = { maxInputsPerCall, maxTokensPerCall, maxTokensPerInput, concurrentCalls };
  const call: ProviderCall = async (texts, { signal }) => {
    const { count } = await tokenCounter();
    const tokens = texts.reduce((sum, text) => sum + count(text), 0);
    const { vectors, inputTokens = tokens } = await client.embed({
      model,
      texts,
      tokens,
      ...(resizable && { dimensions }),
      ...(signal && { signal }),
    });
    return { vectors, tokens: inputTokens };
  };
  let shared: ProviderCall | undefined;
  return createProviderEmbedder({ model, dimensions, limits, tokenCounter }, async (texts, callOptions) => {
    const { count, cut } = await tokenCounter();
    shared ??= shareCalls(call, limits, count);
    // A query comes here as it was typed, whatever its length; what embedTexts cut stays as it is.
    return shared(
      texts.map((text) => cut(text, maxTokensPerInput)),
      callOptions,
    );
  });
}
