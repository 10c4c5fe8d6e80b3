import type { CohereClient } from "@tributary/vendor-cohere";
import type { Reranker } from "./rerank.ts";

/** Which of Cohere's models, and how. */
export interface CohereRerankerOptions {
  /** One client a key: its budget holds for everything made with it. */
  readonly client: Pick<CohereClient, "rerank">;
  /** `rerank-v4.0-fast` unless given (https://docs.cohere.com/docs/rerank). */
  readonly model?: string;
  /** Tokens of a text that are read, query included; 4,096 unless given, which is Cohere's own default. */
  readonly maxTokensPerText?: number;
}

/** A reranker on Cohere's `/v2/rerank`: one call a search. Rejects with the client's `CohereError`. */
export function createCohereReranker(options: CohereRerankerOptions): Reranker {
  const { client, model = "rerank-v4.0-fast", maxTokensPerText } = options;
  return {
    model,
    async rerank(query, texts, { signal }) {
      const { results } = await client.rerank({
        model,
        query,
        documents: texts,
        ...(maxTokensPerText !== undefined && { maxTokensPerDocument: maxTokensPerText }),
        ...(signal !== undefined && { signal }),
      });
      const relevances = new Array<number>(texts.length).fill(Number.NaN);
      for (const { index, score } of results) relevances[index] = score;
      return relevances;
    },
  };
}
