import { boundWait, readCount, readRetryAfter } from "@tributary/source/http";
import { budgetNames } from "./budget.ts";

/** Wait when an answer does not say how long, in milliseconds. */
const DEFAULT_WAIT_MS = 60_000;

/**
 * Milliseconds to wait after a rate-limited answer: `Retry-After` in seconds or as a date, else until the exhausted budget
 * is whole again; resets are milliseconds since the epoch.
 */
export function retryAfterMs(headers: Headers, now: number): number {
  const said = readRetryAfter(headers, now);
  if (said !== undefined) return boundWait(said);
  const waits = budgetNames.flatMap((name) => {
    const remaining = readCount(headers, `x-ratelimit-${name}-remaining`);
    const resetAt = readCount(headers, `x-ratelimit-${name}-reset`);
    return remaining === 0 && resetAt !== undefined ? [resetAt - now] : [];
  });
  return waits.length === 0 ? DEFAULT_WAIT_MS : boundWait(Math.max(...waits));
}
