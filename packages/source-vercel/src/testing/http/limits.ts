import { createUsageWindow, type UsageWindow } from "@tributary/source-testing/fake";

/** Requests of one route a minute: made up, as Vercel's differ by route and plan. */
export const DEFAULT_LIMIT = 6_000;

const WINDOW_MS = 60_000;

/** Counts what is used of the budgets, a route at a time. */
export interface LimitCounter {
  /** Takes one request out of a route's budget; false when nothing is left. */
  take(route: string): boolean;
  /** The headers every answer carries; the reset is seconds since the epoch. */
  headers(route: string): Readonly<Record<string, string>>;
  /** The `limit` of a 429's body. */
  state(route: string): Readonly<Record<string, number>>;
}

/** Makes a counter: a window of a minute for each route, which begins with its first request. */
export function createLimitCounter(limit: () => number, now: () => number): LimitCounter {
  const windows = new Map<string, UsageWindow>();
  const windowOf = (route: string) => {
    const known = windows.get(route) ?? createUsageWindow(WINDOW_MS, now);
    windows.set(route, known);
    return known;
  };
  const resetOf = (route: string) => Math.ceil(windowOf(route).endsAt() / 1_000);
  const leftOf = (route: string) => Math.max(0, limit() - windowOf(route).used());
  return {
    take(route) {
      if (leftOf(route) === 0) return false;
      windowOf(route).add(1);
      return true;
    },
    headers: (route) => ({
      "x-ratelimit-limit": String(limit()),
      "x-ratelimit-remaining": String(leftOf(route)),
      "x-ratelimit-reset": String(resetOf(route)),
    }),
    state: (route) => ({ total: limit(), remaining: leftOf(route), reset: resetOf(route) }),
  };
}
