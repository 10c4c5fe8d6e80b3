/** Whether a text is to be found or is looking: some models embed the two differently. */
export type InputType = "document" | "query";

/** What one call to an embedder may carry; the source of each number is in the embedder's own documentation. */
export interface EmbedderLimits {
  readonly maxInputsPerCall: number;
  /** Tokens over all inputs of a call; absent when the provider sets none. */
  readonly maxTokensPerCall?: number;
  /** Longest single input in tokens; a longer one is cut, with a record of it. */
  readonly maxTokensPerInput: number;
}

/** Turns texts into vectors of one model. */
export interface Embedder {
  /** Name and version of the model: a change means another vector space. */
  readonly model: string;
  /** What nearness means: shared words (`lexical`) or like meaning (`semantic`). Search weighs the two differently. */
  readonly kind: "lexical" | "semantic";
  readonly dimensions: number;
  readonly limits: EmbedderLimits;
  /** One vector a text, in order, each of `dimensions` finite numbers and of length 1. */
  embed(
    texts: readonly string[],
    options: { readonly inputType: InputType; readonly signal?: AbortSignal },
  ): Promise<Float32Array[]>;
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
