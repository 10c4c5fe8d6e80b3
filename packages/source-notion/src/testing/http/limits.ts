const WINDOW_MS = 60_000;

/** Counts what is used of a connection's budget: requests in a window of a minute (developers.notion.com/reference/request-limits). */
export interface LimitCounter {
  /** Takes one request; the seconds to wait when nothing is left, else 0. */
  take(): number;
}

/** Makes a counter whose window begins with its first request. */
export function createLimitCounter(limit: () => number, now: () => number): LimitCounter {
  let startedAt = Number.NEGATIVE_INFINITY;
  let used = 0;
  return {
    take() {
      if (now() - startedAt >= WINDOW_MS) {
        startedAt = now();
        used = 0;
      }
      if (used >= limit()) return Math.max(1, Math.ceil((startedAt + WINDOW_MS - now()) / 1_000));
      used += 1;
      return 0;
    },
  };
}
