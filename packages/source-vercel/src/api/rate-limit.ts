import { readNumber } from "./budget.ts";

/** Longest wait asked of a host, in milliseconds. */
const MAX_WAIT_MS = 3_600_000;

/** Wait when an answer does not say how long, in milliseconds. */
const DEFAULT_WAIT_MS = 60_000;

const MIN_WAIT_MS = 1_000;

/**
 * Milliseconds to wait after a rate-limited answer: `Retry-After` in seconds or as a date, else until `X-RateLimit-Reset`,
 * which is seconds since the epoch (vercel.com/docs/rest-api, rate limits).
 */
export function retryAfterMs(headers: Headers, now: number): number {
  const said = readRetryAfter(headers.get("retry-after"), now);
  if (said !== undefined) return bound(said);
  const reset = readNumber(headers, "x-ratelimit-reset");
  return reset === undefined ? DEFAULT_WAIT_MS : bound(reset * 1_000 - now);
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
