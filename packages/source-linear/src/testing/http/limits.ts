import { createUsageWindow } from "@tributary/source-testing/fake";

/** Budgets of one credential an hour, and the most points of one query. */
export interface FakeLimits {
  /** Requests an hour. */
  readonly requests: number;
  /** Points an hour. */
  readonly complexity: number;
  /** Most points of one query (linear.app/developers/rate-limiting). */
  readonly queryComplexity: number;
}

/** What an API key has (linear.app/developers/rate-limiting). */
export const defaultLimits: FakeLimits = { requests: 5_000, complexity: 3_000_000, queryComplexity: 10_000 };

const WINDOW_MS = 3_600_000;

/** Counts what is used of the budgets. */
export interface LimitCounter {
  /** Takes one request of so many points out of the budgets; false when they do not hold it. */
  take(complexity: number): boolean;
  /** The headers every answer carries; resets are milliseconds since the epoch. */
  headers(complexity: number): Readonly<Record<string, string>>;
}

/** Makes a counter: a window an hour long, which begins with the first request. */
export function createLimitCounter(limits: () => FakeLimits, now: () => number): LimitCounter {
  const requests = createUsageWindow(WINDOW_MS, now);
  const points = createUsageWindow(WINDOW_MS, now);
  return {
    take(complexity) {
      const { requests: most, complexity: mostPoints } = limits();
      if (requests.used() + 1 > most || points.used() + complexity > mostPoints) return false;
      requests.add(1);
      points.add(complexity);
      return true;
    },
    headers(complexity) {
      const { requests: most, complexity: mostPoints } = limits();
      return {
        "x-complexity": String(complexity),
        "x-ratelimit-requests-limit": String(most),
        "x-ratelimit-requests-remaining": String(Math.max(0, most - requests.used())),
        "x-ratelimit-requests-reset": String(requests.endsAt()),
        "x-ratelimit-complexity-limit": String(mostPoints),
        "x-ratelimit-complexity-remaining": String(Math.max(0, mostPoints - points.used())),
        "x-ratelimit-complexity-reset": String(points.endsAt()),
      };
    },
  };
}
