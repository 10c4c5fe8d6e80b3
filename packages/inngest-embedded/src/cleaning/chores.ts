import type { Kernel } from "../kernel.ts";
import type { EventPosition } from "../store/events.ts";

/** How long a chore may go on in this transaction. */
export interface Budget {
  /** Asked after each run, and after each page of anything smaller. */
  isSpent(): boolean;
}

/** `more`: the budget was spent before all was deleted. */
export type Progress = "done" | "more";

const page = { runs: 50, events: 200, keys: 200 };

/** Deletes runs that ended before an instant, with all that belongs to them. */
export function eraseRuns({ store }: Pick<Kernel, "store">, before: number, budget: Budget): Progress {
  for (;;) {
    const runIds = store.runs.endedBefore(before, page.runs);
    for (const runId of runIds) {
      store.runs.erase(runId);
      if (budget.isSpent()) return "more";
    }
    if (runIds.length < page.runs) return "done";
  }
}

/** Makes a chore that deletes events received before an instant which nothing refers to, each looked at once. */
export function forgetEvents({ store }: Pick<Kernel, "store">, before: () => number): (budget: Budget) => Progress {
  let position: EventPosition | undefined;
  return (budget) => {
    for (;;) {
      const next = store.events.forgetPage(before(), position, page.events);
      if (!next) return "done";
      position = next;
      if (budget.isSpent()) return "more";
    }
  };
}

/** Deletes idempotency keys that have expired. */
export function forgetKeys({ store }: Pick<Kernel, "store">, now: number, budget: Budget): Progress {
  while (store.events.forgetKeys(now, page.keys) === page.keys) if (budget.isSpent()) return "more";
  return "done";
}
