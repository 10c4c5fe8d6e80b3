import type { TokenCounter } from "./contract.ts";

/** Characters whose counts are kept: those of some calls' texts, counted to fill a call and again when it is sent. */
const mostCharacters = 4_000_000;

/** Loads the counter with the first use, and counts a text that was counted lately no second time. */
export function countingOnce(load: () => Promise<TokenCounter>): () => Promise<TokenCounter> {
  const counts = new Map<string, number>();
  let characters = 0;
  let loading: Promise<TokenCounter> | undefined;

  async function loadRemembering(): Promise<TokenCounter> {
    const counter = await load();
    return {
      cut: counter.cut,
      count(text) {
        const known = counts.get(text);
        if (known !== undefined) return known;
        characters += text.length;
        if (characters > mostCharacters) {
          counts.clear();
          characters = text.length;
        }
        const count = counter.count(text);
        counts.set(text, count);
        return count;
      },
    };
  }

  return () => {
    loading ??= loadRemembering();
    return loading;
  };
}
