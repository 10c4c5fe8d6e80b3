/** What is left of a token's budgets, as Vercel's own answers say. Shared by the sources of one token. */
export interface VercelBudget {
  /** Takes note of the headers of an answer. */
  note(route: string, headers: Headers): void;
  /** Milliseconds until a route may be asked again; 0 when it may be now. */
  waitFor(route: string, now: number): number;
}

/**
 * Makes one. It knows nothing until the first answer: limits differ from route to route and plan to plan, so they are read
 * from the `X-RateLimit-*` headers and never assumed (vercel.com/docs/rest-api, rate limits).
 */
export function createVercelBudget(): VercelBudget {
  const left = new Map<string, { readonly remaining: number; readonly resetAt: number }>();
  return {
    note(route, headers) {
      const remaining = readNumber(headers, "x-ratelimit-remaining");
      const reset = readNumber(headers, "x-ratelimit-reset");
      if (remaining !== undefined && reset !== undefined) left.set(route, { remaining, resetAt: reset * 1_000 });
    },
    waitFor(route, now) {
      const known = left.get(route);
      return known === undefined || known.remaining > 0 ? 0 : Math.max(0, known.resetAt - now);
    },
  };
}

/** A header that is a whole number of zero or more; undefined when it is not. */
export function readNumber(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
