/** What a text is embedded for; models from version 3 on embed each differently. */
export type CohereInputType = "search_document" | "search_query" | "classification" | "clustering";

/** Texts to embed, 1 to 96 of them. */
export interface CohereEmbedRequest {
  readonly model: string;
  readonly texts: readonly string[];
  readonly inputType: CohereInputType;
  /** 256, 512, 1,024 or 1,536, with embed-v4.0 and later; other models have one size and refuse it. */
  readonly dimensions?: number;
  /** Whether Cohere cuts what is too long at its start or end, or refuses it (`NONE`); `END` unless given. */
  readonly truncate?: "NONE" | "START" | "END";
  readonly signal?: AbortSignal;
}

/** One vector a text, in order, as Cohere sent them; not necessarily of length 1. */
export interface CohereEmbedAnswer {
  readonly vectors: Float32Array[];
  /** Tokens Cohere billed for the call; undefined when it did not tell. */
  readonly inputTokens: number | undefined;
}

/** Documents to put in order. */
export interface CohereRerankRequest {
  readonly model: string;
  readonly query: string;
  readonly documents: readonly string[];
  /** How many of the best to return; all unless given. */
  readonly limit?: number;
  /** Tokens of a document Cohere reads, the rest is cut off; 4,096 unless given. */
  readonly maxTokensPerDocument?: number;
  readonly signal?: AbortSignal;
}

/** Documents by relevance, best first. */
export interface CohereRerankAnswer {
  /** Position in the request, and relevance from 0 to 1. */
  readonly results: readonly { readonly index: number; readonly score: number }[];
  /** Search units Cohere billed; undefined when it did not tell. */
  readonly searchUnits: number | undefined;
}
