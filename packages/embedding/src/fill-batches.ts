import { setImmediate } from "node:timers/promises";
import type { EmbedderLimits, TokenCounter } from "./contract.ts";

/** A text and the digest it is known by. */
export type DigestedText = readonly [digest: string, text: string];

/** Characters whose tokens are counted before other work of the process gets its turn: some 10 ms of a tokenizer. */
const charactersPerTurn = 100_000;

/**
 * The texts in order, in batches that each fill one call: the next text would exceed its inputs or its tokens. As no text is
 * longer than `maxTokensPerInput`, every batch but the last holds more than `maxTokensPerCall` less that, or all inputs.
 */
export async function* fillBatches(
  texts: readonly DigestedText[],
  { maxInputsPerCall, maxTokensPerCall }: EmbedderLimits,
  { count }: TokenCounter,
): AsyncGenerator<DigestedText[]> {
  let batch: DigestedText[] = [];
  let tokens = 0;
  let characters = 0;
  for (const entry of texts) {
    const cost = maxTokensPerCall === undefined ? 0 : count(entry[1]);
    if (maxTokensPerCall !== undefined) characters += entry[1].length;
    if (characters > charactersPerTurn) {
      characters = 0;
      await setImmediate();
    }
    const full = batch.length >= maxInputsPerCall || tokens + cost > (maxTokensPerCall ?? 0);
    if (batch.length > 0 && full) {
      yield batch;
      batch = [];
      tokens = 0;
    }
    batch.push(entry);
    tokens += cost;
  }
  if (batch.length > 0) yield batch;
}
