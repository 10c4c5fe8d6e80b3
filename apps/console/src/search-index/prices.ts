import type { PriceTable } from "@tributary/embedding";

/**
 * What embedding models cost, in US dollars a million tokens of text, looked up in November 2026: OpenAI's at
 * https://developers.openai.com/api/docs/models/text-embedding-3-large (which shows both), Cohere's as listed at
 * https://vercel.com/ai-gateway/models/embed-v4.0/about. For models that are not here only tokens are counted.
 */
export const embeddingPrices: PriceTable = {
  currency: "USD",
  perMillionTokens: {
    "embed-v4.0": 0.12,
    "text-embedding-3-small": 0.02,
    "text-embedding-3-large": 0.13,
  },
};

/** Price of a model in US dollars a million tokens; undefined where it is not known. */
export function embeddingPrice(model: string): number | undefined {
  return embeddingPrices.perMillionTokens[model];
}
