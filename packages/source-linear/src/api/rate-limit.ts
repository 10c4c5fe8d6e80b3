import { budgetNames, readNumber } from "./budget.ts";

/** Longest wait asked of a host, in milliseconds: Linear's budgets are by the hour (linear.app/developers/rate-limiting). */
export const MAX_WAIT_MS = 3_600_000;

/** Wait when an answer does not say how long, in milliseconds. */
const DEFAULT_WAIT_MS = 60_000;

const MIN_WAIT_MS = 1_000;

/**
 * Milliseconds to wait after a rate-limited answer: `Retry-After` in seconds or as a date, else until the exhausted budget
 * is whole again; resets are milliseconds since the epoch.
 */
export function retryAfterMs(headers: Headers, now: number): number {
  const said = readRetryAfter(headers.get("retry-after"), now);
  if (said !== undefined) return bound(said);
  const waits = budgetNames.flatMap((name) => {
    const remaining = readNumber(headers, `x-ratelimit-${name}-remaining`);
    const resetAt = readNumber(headers, `x-ratelimit-${name}-reset`);
    return remaining === 0 && resetAt !== undefined ? [resetAt - now] : [];
  });
  return waits.length === 0 ? DEFAULT_WAIT_MS : bound(Math.max(...waits));
}

/** A wait within reason, in milliseconds. */
export function bound(milliseconds: number): number {
  return Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, Math.ceil(milliseconds)));
}

function readRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  if (/^\d{1,10}$/.test(text.trim())) return Number(text) * 1_000;
  // "-5" is a date to Date.parse: only what has a month in it is one.
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}
