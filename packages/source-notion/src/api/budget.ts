import { readingAt, type SourceBudget } from "@tributary/source";

/** How long a token must not ask Notion, as Notion's own answers say. Shared by the sources of one token. */
export interface NotionBudget extends SourceBudget {
  /** Takes note of a refusal: nothing is asked before `until`. Both in milliseconds since the epoch. */
  limited(until: number, now: number): void;
  /** Milliseconds until Notion may be asked again; 0 when it may be now. */
  waitFor(now: number): number;
}

/**
 * Makes one. Notion sends no headers that say what is left: limits differ by plan and are known from the `Retry-After` of
 * a 429 or 529 alone (developers.notion.com/reference/request-limits).
 */
export function createNotionBudget(): NotionBudget {
  let blockedUntil = 0;
  let seenAt = 0;
  return {
    limited(until, now) {
      // A wait that is known already is not the provider's word again.
      if (until <= blockedUntil) return;
      blockedUntil = until;
      seenAt = now;
    },
    waitFor: (now) => Math.max(0, blockedUntil - now),
    read(now) {
      if (blockedUntil === 0) return [];
      const refusal = {
        name: "requests",
        limit: null,
        remaining: 0,
        resetsAt: blockedUntil,
        waitingUntil: blockedUntil,
      };
      return [readingAt({ ...refusal, seenAt }, now)];
    },
  };
}
