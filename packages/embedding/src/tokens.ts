import type { TokenCounter } from "./contract.ts";
import { endsInsidePair } from "./whole-counter.ts";

// Costs in sixteenths of a token. Measured tokenizers need fewer: English and code take about 4 characters a token, digits
// up to 3, punctuation 1 to 4, and one token is at most about one character of other scripts (two for a surrogate pair).
const LETTER = 5;
const DIGIT = 16;
const PUNCTUATION = 12;
const OTHER = 16;
const SCALE = 16;

/** Cost of each ASCII character; spaces join the word that follows. */
const costs = new Uint8Array(128).map((_, code) => {
  if (code === 32) return 2;
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return LETTER;
  if (code >= 48 && code <= 57) return DIGIT;
  return PUNCTUATION;
});

/** Tokens a text takes at most in the tokenizers of common embedding models, as an estimate on the safe side. */
export function estimateTokens(text: string): number {
  let cost = 0;
  for (let index = 0; index < text.length; index++) cost += costOf(text.charCodeAt(index));
  return Math.ceil(cost / SCALE);
}

/** The longest start of the text that `estimateTokens` puts at no more than `maxTokens`; never half a surrogate pair. */
export function cutToTokens(text: string, maxTokens: number): string {
  // No character costs more than one token: most texts need no scan.
  if (text.length <= maxTokens) return text;
  const budget = maxTokens * SCALE;
  let cost = 0;
  for (let index = 0; index < text.length; index++) {
    cost += costOf(text.charCodeAt(index));
    if (cost > budget) return text.slice(0, endsInsidePair(text, index) ? index - 1 : index);
  }
  return text;
}

/** Counts by `estimateTokens`. */
export const estimatedTokens: TokenCounter = { count: estimateTokens, cut: cutToTokens };

function costOf(code: number): number {
  return code < 128 ? (costs[code] ?? OTHER) : OTHER;
}
