import type { EngineClock } from "./clock.ts";

/** A clock that stands still until it is moved: for tests of functions that sleep, wait or retry. */
export interface VirtualClock extends EngineClock {
  /**
   * Moves time on by `ms` milliseconds, timer by timer. `settle` is awaited between them: pass `engine.idle`, so that
   * everything a timer starts is done before the next one fires.
   */
  advance(ms: number, settle: () => Promise<void>): Promise<void>;
}

/** The start unless given: later than any real clock, so that events stamped with the real time are not in the future. */
const defaultStart = Date.UTC(2100, 0, 1);

/** Makes a clock that stands at `startAt` (milliseconds since 1970). */
export function createVirtualClock(startAt: number = defaultStart): VirtualClock {
  let now = startAt;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  function nextAt(): number | undefined {
    return timers.size > 0 ? Math.min(...[...timers].map((timer) => timer.at)) : undefined;
  }

  function fire(): void {
    const due = [...timers].filter((timer) => timer.at <= now).sort((left, right) => left.at - right.at);
    for (const timer of due) if (timers.delete(timer)) timer.callback();
  }

  return {
    now: () => now,
    setTimer(callback, delayMs) {
      const timer = { at: now + Math.max(delayMs, 0), callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms, settle) {
      const target = now + ms;
      await settle();
      for (let next = nextAt(); next !== undefined && next <= target; next = nextAt()) {
        now = Math.max(now, next);
        fire();
        await settle();
      }
      now = target;
      await settle();
    },
  };
}
