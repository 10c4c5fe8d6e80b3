/** Requests a minute of each tier (docs.slack.dev/apis/web-api/rate-limits). */
const tiers = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 } as const;

/** A tier of Slack's rate limits. */
export type FakeTier = keyof typeof tiers;

const WINDOW_MS = 60_000;

/** Counts requests a minute, per token and method. */
export interface LimitCounter {
  /** Takes one request; seconds to wait when there are too many, else undefined. */
  take(key: string, tier: FakeTier): number | undefined;
}

/** Makes a counter of the last minute. */
export function createLimitCounter(now: () => number): LimitCounter {
  const taken = new Map<string, number[]>();
  return {
    take(key, tier) {
      const recent = (taken.get(key) ?? []).filter((at) => at > now() - WINDOW_MS);
      taken.set(key, recent);
      const [first] = recent;
      if (first !== undefined && recent.length >= tiers[tier]) return Math.ceil((first + WINDOW_MS - now()) / 1_000);
      recent.push(now());
      return undefined;
    },
  };
}
