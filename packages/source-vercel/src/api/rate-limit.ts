import { boundWait, readCount, readRetryAfter } from "@tributary/source/http";

/** Wait when an answer does not say how long, in milliseconds. */
const DEFAULT_WAIT_MS = 60_000;

/**
 * Milliseconds to wait after a rate-limited answer: `Retry-After` in seconds or as a date, else until `X-RateLimit-Reset`,
 * which is seconds since the epoch (vercel.com/docs/rest-api, rate limits).
 */
export function retryAfterMs(headers: Headers, now: number): number {
  const said = readRetryAfter(headers, now);
  if (said !== undefined) return boundWait(said);
  const reset = readCount(headers, "x-ratelimit-reset");
  return reset === undefined ? DEFAULT_WAIT_MS : boundWait(reset * 1_000 - now);
}
