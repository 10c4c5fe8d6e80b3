import { type BudgetReading, readingAt, type SourceBudget } from "@tributary/source";
import { readCount } from "@tributary/source/http";

/** What is left of a credential's budgets, as Linear's own answers say. Shared by the sources of one credential. */
export interface LinearBudget extends SourceBudget {
  /** Takes note of the headers of an answer that came at a time, in milliseconds since the epoch. */
  note(operation: string, headers: Headers, now: number): void;
  /** Milliseconds until an operation may be asked again; 0 when it may be now. */
  waitFor(operation: string, now: number): number;
}

/** Names of the budgets in Linear's headers; each has `-remaining` and `-reset`. */
export const budgetNames = ["requests", "complexity", "endpoint-requests"] as const;

/** What an answer said of one budget. */
interface Known extends Pick<BudgetReading, "limit" | "seenAt"> {
  readonly remaining: number;
  readonly resetsAt: number;
}

/**
 * Makes one. It knows nothing until the first answer: limits differ from workspace to workspace, so they are read from
 * the `X-RateLimit-*` headers and never assumed (linear.app/developers/rate-limiting).
 */
export function createLinearBudget(): LinearBudget {
  const left = new Map<string, Known>();
  const costs = new Map<string, number>();
  return {
    note(operation, headers, now) {
      const cost = readCount(headers, "x-complexity");
      if (cost !== undefined) costs.set(operation, cost);
      // The budget of an endpoint is that of one operation only.
      for (const name of budgetNames.slice(0, 2)) {
        const remaining = readCount(headers, `x-ratelimit-${name}-remaining`);
        const resetAt = readCount(headers, `x-ratelimit-${name}-reset`);
        if (remaining === undefined || resetAt === undefined) continue;
        const limit = readCount(headers, `x-ratelimit-${name}-limit`) ?? null;
        left.set(name, { remaining, resetsAt: resetAt, limit, seenAt: now });
      }
    },
    waitFor(operation, now) {
      const needed: Readonly<Record<string, number>> = { requests: 1, complexity: costs.get(operation) ?? 1 };
      const waits = [...left].map(([name, { remaining, resetsAt }]) =>
        remaining < (needed[name] ?? 1) ? resetsAt - now : 0,
      );
      return Math.max(0, ...waits);
    },
    read: (now) =>
      [...left].map(([name, known]) => {
        const waitingUntil = known.remaining < 1 ? known.resetsAt : null;
        return readingAt({ name, ...known, waitingUntil }, now);
      }),
  };
}
