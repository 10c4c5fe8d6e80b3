import type { TokenCounter } from "./contract.ts";

/** A counter by a tokenizer that reads whole texts; cutting asks it for a few starts of the text. */
export function countingBy(count: (text: string) => number): TokenCounter {
  return {
    count,
    cut(text, maxTokens) {
      if (count(text) <= maxTokens) return text;
      let [fits, exceeds] = [0, text.length];
      while (exceeds - fits > 1) {
        const middle = (fits + exceeds) >> 1;
        if (count(text.slice(0, middle)) <= maxTokens) fits = middle;
        else exceeds = middle;
      }
      return text.slice(0, endsInsidePair(text, fits) ? fits - 1 : fits);
    },
  };
}

/** Whether a cut here would part the two halves of a character. */
export function endsInsidePair(text: string, end: number): boolean {
  if (end === 0) return false;
  const before = text.charCodeAt(end - 1);
  const after = text.charCodeAt(end);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
