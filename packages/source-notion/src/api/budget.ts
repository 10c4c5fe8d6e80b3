/** How long a token must not ask Notion, as Notion's own answers say. Shared by the sources of one token. */
export interface NotionBudget {
  /** Takes note of a refusal: nothing is asked before this time, in milliseconds since the epoch. */
  limited(until: number): void;
  /** Milliseconds until Notion may be asked again; 0 when it may be now. */
  waitFor(now: number): number;
}

/**
 * Makes one. Notion sends no headers that say what is left: limits differ by plan and are known from the `Retry-After` of
 * a 429 or 529 alone (developers.notion.com/reference/request-limits).
 */
export function createNotionBudget(): NotionBudget {
  let blockedUntil = 0;
  return {
    limited(until) {
      blockedUntil = Math.max(blockedUntil, until);
    },
    waitFor: (now) => Math.max(0, blockedUntil - now),
  };
}
