import { type BudgetReading, readingAt, type SourceBudget } from "@tributary/source";
import { readCount } from "@tributary/source/http";

/** What is left of a token's budgets, as Vercel's own answers say. Shared by the sources of one token. */
export interface VercelBudget extends SourceBudget {
  /** Takes note of the headers of an answer that came at a time, in milliseconds since the epoch. */
  note(route: string, headers: Headers, now: number): void;
  /** Milliseconds until a route may be asked again; 0 when it may be now. */
  waitFor(route: string, now: number): number;
}

/** What an answer said of a route's budget. */
interface Known extends Pick<BudgetReading, "limit" | "seenAt"> {
  readonly remaining: number;
  readonly resetsAt: number;
}

/**
 * Makes one. It knows nothing until the first answer: limits differ from route to route and plan to plan, so they are read
 * from the `X-RateLimit-*` headers and never assumed (vercel.com/docs/rest-api, rate limits).
 */
export function createVercelBudget(): VercelBudget {
  const left = new Map<string, Known>();
  return {
    note(route, headers, now) {
      const remaining = readCount(headers, "x-ratelimit-remaining");
      const reset = readCount(headers, "x-ratelimit-reset");
      if (remaining === undefined || reset === undefined) return;
      const limit = readCount(headers, "x-ratelimit-limit") ?? null;
      left.set(route, { remaining, resetsAt: reset * 1_000, limit, seenAt: now });
    },
    waitFor(route, now) {
      const known = left.get(route);
      return known === undefined || known.remaining > 0 ? 0 : Math.max(0, known.resetsAt - now);
    },
    read: (now) =>
      [...left].map(([name, known]) => {
        const waitingUntil = known.remaining > 0 ? null : known.resetsAt;
        return readingAt({ name, ...known, waitingUntil }, now);
      }),
  };
}
