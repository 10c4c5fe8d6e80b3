/** Texts to embed, 1 to 2,048 of them, none empty. */
export interface OpenAIEmbedRequest {
  readonly model: string;
  readonly texts: readonly string[];
  /** Size of the vectors, with text-embedding-3 and later; other models refuse it. */
  readonly dimensions?: number;
  /** Tokens of all texts, for the budget; a quarter of their bytes unless given. */
  readonly tokens?: number;
  readonly signal?: AbortSignal;
}

/** One vector a text, in order, as OpenAI sent them. */
export interface OpenAIEmbedAnswer {
  readonly vectors: Float32Array[];
  /** Tokens OpenAI billed for the call; undefined when it did not tell. */
  readonly inputTokens: number | undefined;
}
