import type { PineconeNamespace, PineconeQuery, WriteNumber } from "@tributary/vendor-pinecone";

/** How a store waits for its writes to become visible. */
export interface FreshnessOptions {
  /** Longest wait in milliseconds. */
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

const firstPause = 20;
const longestPause = 1_000;

/**
 * Asks the cheapest query until its answer reflects a write, by the log sequence numbers of both
 * (https://docs.pinecone.io/guides/index-data/check-data-freshness). Resolves to whether it did in time; true at once when
 * Pinecone told no number.
 */
export async function awaitVisible(
  namespace: PineconeNamespace,
  probe: PineconeQuery,
  written: WriteNumber,
  { timeoutMs, now, sleep }: FreshnessOptions,
): Promise<boolean> {
  if (written === null) return true;
  const end = now() + timeoutMs;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    const { indexed } = await namespace.query(probe);
    if (indexed === null || indexed >= written) return true;
    if (now() + pause > end) return false;
    await sleep(pause);
  }
}

/** The later of two writes to one namespace. */
export function later(one: WriteNumber, other: WriteNumber): WriteNumber {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
