import { createTokenMeter } from "./meter.ts";

/**
 * Estimates how many tokens an embedding model's tokenizer makes of a text, meant to err on the upper side for prose,
 * code and other languages; 0 only for "". Text unlike any language (random letters, rare ideographs) can need more:
 * the README has the measured ratios.
 */
export function estimateTokens(text: string): number {
  return text.length === 0 ? 0 : Math.max(1, createTokenMeter(text).measure(0, text.length));
}
