import type { Clock } from "./clock.ts";

/** What a call spends, by the name of the limit. */
export type Cost = Readonly<Record<string, number>>;

/** What may be spent in any 60 seconds, shared by all calls with one key. */
export interface RateBudget {
  /**
   * Waits, in the order of the calls, until the cost fits and no pause holds; then it is spent, and the answer is 0. When a
   * pause is longer than anybody should wait here, nothing is spent and the answer is the milliseconds left of it.
   */
  take(cost: Cost, signal: AbortSignal | undefined): Promise<number>;
  /** Nobody goes on for so many milliseconds from now; a pause that ends later stays. */
  pause(milliseconds: number): void;
  /** Sets what may be spent of one name in 60 seconds; without it, it is unlimited. */
  setLimit(name: string, perMinute: number): void;
}

/** A second more than a minute: requests do not all take equally long to arrive. */
const windowMs = 61_000;

/** A budget with these limits to begin with. It counts what was sent in the last 61 seconds, so no burst exceeds a limit. */
export function createRateBudget(perMinute: Cost, longestPauseMs: number, clock: Clock): RateBudget {
  const limits = new Map(Object.entries(perMinute));
  let spent: { readonly at: number; readonly cost: Cost }[] = [];
  let pausedUntil = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** Milliseconds until the cost fits under one limit. One that is above the whole limit waits for an empty window. */
  function waitFor(name: string, units: number, now: number): number {
    const limit = limits.get(name);
    if (limit === undefined) return 0;
    let used = spent.reduce((sum, { cost }) => sum + (cost[name] ?? 0), 0);
    for (const { at, cost } of spent) {
      if (used === 0 || used + units <= limit) return 0;
      used -= cost[name] ?? 0;
      if (used === 0 || used + units <= limit) return at + windowMs - now;
    }
    return 0;
  }

  async function spend(cost: Cost, signal: AbortSignal | undefined): Promise<number> {
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.now();
      if (pausedUntil - now > longestPauseMs) return pausedUntil - now;
      spent = spent.filter(({ at }) => at + windowMs > now);
      const waits = Object.entries(cost).map(([name, units]) => waitFor(name, units, now));
      const wait = Math.max(pausedUntil - now, ...waits);
      if (wait <= 0) break;
      await clock.sleep(wait, signal);
    }
    spent.push({ at: clock.now(), cost });
    return 0;
  }

  return {
    take(cost, signal) {
      const turn = last.then(() => spend(cost, signal));
      last = turn.catch(() => undefined);
      return turn;
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
    },
    setLimit(name, limit) {
      limits.set(name, limit);
    },
  };
}
