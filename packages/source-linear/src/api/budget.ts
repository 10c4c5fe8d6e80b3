/** What is left of a credential's budgets, as Linear's own answers say. Shared by the sources of one credential. */
export interface LinearBudget {
  /** Takes note of the headers of an answer. */
  note(operation: string, headers: Headers): void;
  /** Milliseconds until an operation may be asked again; 0 when it may be now. */
  waitFor(operation: string, now: number): number;
}

/** Names of the budgets in Linear's headers; each has `-remaining` and `-reset`. */
export const budgetNames = ["requests", "complexity", "endpoint-requests"] as const;

/**
 * Makes one. It knows nothing until the first answer: limits differ from workspace to workspace, so they are read from
 * the `X-RateLimit-*` headers and never assumed (linear.app/developers/rate-limiting).
 */
export function createLinearBudget(): LinearBudget {
  const left = new Map<string, { readonly remaining: number; readonly resetAt: number }>();
  const costs = new Map<string, number>();
  return {
    note(operation, headers) {
      const cost = readNumber(headers, "x-complexity");
      if (cost !== undefined) costs.set(operation, cost);
      // The budget of an endpoint is that of one operation only.
      for (const name of budgetNames.slice(0, 2)) {
        const remaining = readNumber(headers, `x-ratelimit-${name}-remaining`);
        const resetAt = readNumber(headers, `x-ratelimit-${name}-reset`);
        if (remaining !== undefined && resetAt !== undefined) left.set(name, { remaining, resetAt });
      }
    },
    waitFor(operation, now) {
      const needed: Readonly<Record<string, number>> = { requests: 1, complexity: costs.get(operation) ?? 1 };
      const waits = [...left].map(([name, { remaining, resetAt }]) =>
        remaining < (needed[name] ?? 1) ? resetAt - now : 0,
      );
      return Math.max(0, ...waits);
    },
  };
}

/** A header that is a whole number of zero or more; undefined when it is not. */
export function readNumber(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
