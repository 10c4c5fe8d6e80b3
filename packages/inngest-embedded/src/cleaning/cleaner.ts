import type { Kernel } from "../kernel.ts";
import { type Budget, eraseRuns, forgetEvents, forgetKeys, type Progress } from "./chores.ts";

/** Deletes on its own what has become old, a few milliseconds of work at a time. */
export interface Cleaner {
  /** When it next wants to work, in milliseconds. */
  nextAt(): number;
  /** Does one small transaction of the pass it is in, or begins the next pass. */
  work(): void;
}

/** How long ended runs are kept unless the engine is told otherwise: 7 days. */
export const defaultKeepRunsMs = 7 * 24 * 60 * 60 * 1000;

/** How long one transaction may delay everything else, in milliseconds of real time. */
const shiftMs = 4;
/** How long other work has the engine to itself between two transactions of a pass. */
const restMs = 25;
const interval = { shortestMs: 1000, longestMs: 10 * 60_000, partOfAge: 20 };
/** Events are kept at least this long, so that a send that is retried is known by its id. */
const leastEventAgeMs = 10 * 60_000;

/** Makes the cleaner of an engine; `keepRunsMs` 0 or Infinity keeps runs and events for ever. */
export function createCleaner(kernel: Kernel, keepRunsMs: number): Cleaner {
  const prunes = keepRunsMs > 0 && Number.isFinite(keepRunsMs);
  const pauseMs = prunes
    ? Math.min(Math.max(keepRunsMs / interval.partOfAge, interval.shortestMs), interval.longestMs)
    : interval.longestMs;
  let nextAt = kernel.clock.now();
  let left = chores();

  function chores(): ((budget: Budget) => Progress)[] {
    const { now } = kernel.clock;
    const forget = forgetEvents(kernel, () => now() - Math.max(keepRunsMs, leastEventAgeMs));
    return [
      ...(prunes ? [(budget: Budget) => eraseRuns(kernel, now() - keepRunsMs, budget), forget] : []),
      (budget) => forgetKeys(kernel, now(), budget),
    ];
  }

  function shift(): void {
    const end = performance.now() + shiftMs;
    const budget: Budget = { isSpent: () => performance.now() >= end };
    // What a power loss takes back is deleted again by the next pass.
    kernel.transactLazily(() => {
      for (let chore = left[0]; chore && !budget.isSpent(); chore = left[0]) {
        if (chore(budget) === "done") left = left.slice(1);
      }
    });
  }

  return {
    nextAt: () => nextAt,
    work() {
      // Set first: after a failed write the pass goes on later, too.
      nextAt = kernel.clock.now() + restMs;
      shift();
      if (left.length > 0) return;
      left = chores();
      nextAt = kernel.clock.now() + pauseMs;
    },
  };
}
