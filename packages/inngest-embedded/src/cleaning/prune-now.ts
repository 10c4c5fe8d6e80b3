import type { Kernel } from "../kernel.ts";
import { type Budget, eraseRuns, forgetEvents } from "./chores.ts";

const runsPerTransaction = 500;

/** Deletes runs that ended before an instant, and events nothing refers to, at once; answers how many runs. */
export function pruneNow(kernel: Kernel, before: number): number {
  let erased = 0;
  const budget: Budget = {
    isSpent() {
      erased += 1;
      return erased % runsPerTransaction === 0;
    },
  };
  while (kernel.transact(() => eraseRuns(kernel, before, budget)) === "more");
  const forget = forgetEvents(kernel, () => before);
  while (kernel.transact(() => forget({ isSpent: () => true })) === "more");
  return erased;
}
