/** What models cost. */
export interface PriceTable {
  /** Three letters of ISO 4217, `USD` for example; only passed on. */
  readonly currency: string;
  /** Price of a million tokens, by the embedder's `model`. */
  readonly perMillionTokens: Readonly<Record<string, number>>;
}

/** What embedding cost. */
export interface EmbeddingUsage {
  /** Calls that succeeded. */
  readonly calls: number;
  /** Tokens the provider billed; 0 for embedders that cost nothing. */
  readonly tokens: number;
  /** Absent without a price. */
  readonly cost?: { readonly amount: number; readonly currency: string };
}

/** The price of so many tokens, if the table has one. */
export function costOf(model: string, tokens: number, prices: PriceTable | undefined): Pick<EmbeddingUsage, "cost"> {
  const price = prices?.perMillionTokens[model];
  if (prices === undefined || price === undefined) return {};
  return { cost: { amount: (tokens / 1_000_000) * price, currency: prices.currency } };
}
