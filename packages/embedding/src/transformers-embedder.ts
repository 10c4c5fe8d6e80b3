import { hash } from "node:crypto";
import type { Embedder, TokenCounter } from "./contract.ts";
import { loadPipeline } from "./load-pipeline.ts";
import { checkWhole, createProviderEmbedder } from "./provider-embedder.ts";
import { estimatedTokens } from "./tokens.ts";
import type { TransformersModule, TransformersPipeline, TransformersPooling } from "./transformers-module.ts";
import { countingBy } from "./whole-counter.ts";

/** Which model to run in this process, and how. */
export interface TransformersEmbedderOptions {
  /** Name on the Hugging Face hub, `Xenova/all-MiniLM-L6-v2` for example, or a folder's absolute path. */
  readonly model: string;
  /** Size of the model's vectors. */
  readonly dimensions: number;
  /** Longest input of the model in tokens; 512 unless given. */
  readonly maxTokensPerInput?: number;
  /** `mean` unless given. */
  readonly pooling?: TransformersPooling;
  /** What the model wants before each text, `search_query: ` for example; nothing unless given. */
  readonly prefixes?: { readonly document?: string; readonly query?: string };
  /** Texts run at once; 16 unless given. More take more memory. */
  readonly batchSize?: number;
  /** Passed on to the library: commit or branch, number type, device, folder for downloads, whether to download at all. */
  readonly revision?: string;
  readonly dtype?: string;
  readonly device?: string;
  readonly cacheFolder?: string;
  readonly localFilesOnly?: boolean;
  /** How to get the library; `import("@huggingface/transformers")` unless given. */
  readonly load?: () => Promise<TransformersModule>;
}

/**
 * An embedder that runs a model in this process with `@huggingface/transformers`, an optional peer to be installed beside this
 * package. Library and model load with the first text, the model from the hub unless it is a folder or `localFilesOnly`. Throws
 * `EmbeddingError`: `invalid-options` without the library, `model-not-found` and `unavailable` when the model does not load.
 */
export function createTransformersEmbedder(options: TransformersEmbedderOptions): Embedder {
  const { dimensions, maxTokensPerInput = 512, pooling = "mean", prefixes = {}, batchSize = 16 } = options;
  checkWhole("dimensions", dimensions);
  checkWhole("maxTokensPerInput", maxTokensPerInput);
  checkWhole("batchSize", batchSize);
  let loading: Promise<TransformersPipeline> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const load = () => {
    loading ??= loadPipeline(options).catch((error: unknown) => {
      // The next call tries again: a download may have broken off.
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const longestPrefix = [prefixes.document ?? "", prefixes.query ?? ""].sort((a, b) => b.length - a.length)[0] ?? "";
  const tokenCounter = async (): Promise<TokenCounter> => {
    const { tokenizer } = await load();
    return tokenizer ? countingBy((text) => tokenizer.encode(longestPrefix + text).length) : estimatedTokens;
  };
  const limits = { maxInputsPerCall: batchSize, maxTokensPerInput };
  const shape = { model: spaceName(options), dimensions, limits, tokenCounter };
  return createProviderEmbedder(shape, async (texts, { inputType, signal }) => {
    const run = await load();
    const { cut } = await tokenCounter();
    // A query comes here as it was typed, whatever its length; what embedTexts cut stays as it is.
    const inputs = texts.map((text) => (prefixes[inputType] ?? "") + cut(text, maxTokensPerInput));
    // The library takes the last place of the batch, which is beyond the last token of texts filled up on the right.
    const alone = pooling === "last_token" && run.tokenizer?.padding_side !== "left";
    const batches = alone ? inputs.map((input) => [input]) : [inputs];
    const vectors: Float32Array[] = [];
    for (const batch of batches) {
      // One at a time: each uses every core.
      const turn = last.then(async () => {
        signal?.throwIfAborted();
        return run(batch, { pooling, normalize: true });
      });
      last = turn.catch(() => undefined);
      vectors.push(...rowsOf(await turn));
    }
    return { vectors, tokens: 0 };
  });
}

function rowsOf({ dims, data }: Awaited<ReturnType<TransformersPipeline>>): Float32Array[] {
  const width = dims.at(-1) ?? 0;
  const rows = dims.length === 2 ? (dims[0] ?? 0) : 0;
  return Array.from({ length: rows }, (_, row) =>
    Float32Array.from({ length: width }, (_, column) => data[row * width + column] as number),
  );
}

/** All that gives the same text another vector. */
function spaceName({ model, revision, dtype, pooling, prefixes }: TransformersEmbedderOptions): string {
  const parts = [revision, dtype, pooling, prefixes?.document, prefixes?.query];
  if (parts.every((part) => part === undefined)) return model;
  return `${model}#${hash("sha256", JSON.stringify(parts.map((part) => part ?? null))).slice(0, 8)}`;
}
