/** Whether a text is to be found or is looking: some models embed the two differently. */
export type InputType = "document" | "query";

/** What one call to an embedder may carry; the source of each number is in the embedder's own documentation. */
export interface EmbedderLimits {
  readonly maxInputsPerCall: number;
  /** Tokens over all inputs of a call; absent when the provider sets none. */
  readonly maxTokensPerCall?: number;
  /** Longest single input in tokens; a longer one is cut, with a record of it. */
  readonly maxTokensPerInput: number;
  /** Calls that may be under way at a time; 1 unless given. */
  readonly concurrentCalls?: number;
}

/** Counts tokens as the model's own tokenizer does, or too many rather than too few. */
export interface TokenCounter {
  count(text: string): number;
  /** The longest start, near enough, of at most so many tokens; never half a surrogate pair. */
  cut(text: string, maxTokens: number): string;
}

/** What one call to an embedder may be told. */
export interface EmbedOptions {
  readonly inputType: InputType;
  readonly signal?: AbortSignal;
  /** Told what the call cost once it succeeded; embedders that cost nothing never call it. */
  readonly onUsage?: (usage: { readonly tokens: number }) => void;
}

/** Turns texts into vectors of one model. */
export interface Embedder {
  /** Name and version of the model: a change means another vector space. */
  readonly model: string;
  /** What nearness means: shared words (`lexical`) or like meaning (`semantic`). Search weighs the two differently. */
  readonly kind: "lexical" | "semantic";
  readonly dimensions: number;
  readonly limits: EmbedderLimits;
  /** The tokenizer of the model, loaded on first use; without one, tokens are estimated. */
  readonly tokenCounter?: () => Promise<TokenCounter>;
  /** One vector a text, in order, each of `dimensions` finite numbers and of length 1. */
  embed(texts: readonly string[], options: EmbedOptions): Promise<Float32Array[]>;
}

/** What an embedding depends on beside its text. */
export interface EmbeddingSpace {
  readonly model: string;
  readonly dimensions: number;
  readonly inputType: InputType;
}

/** Remembers embeddings by the hash of their text, so that no text is embedded twice. */
export interface EmbeddingCache {
  /** Vectors of the hashes it knows, by hash. Hashes are hex SHA-256. */
  get(space: EmbeddingSpace, hashes: readonly string[]): Promise<Map<string, Float32Array>>;
  put(space: EmbeddingSpace, entries: ReadonlyMap<string, Float32Array>): Promise<void>;
}
