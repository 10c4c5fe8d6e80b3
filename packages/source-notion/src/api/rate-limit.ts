import { boundWait, readRetryAfter } from "@tributary/source/http";

/** Wait when an answer does not say how long, in milliseconds: Notion counts by the minute. */
const DEFAULT_WAIT_MS = 60_000;

/**
 * Milliseconds to wait after a 429 or 529: `Retry-After` in seconds or as a date
 * (developers.notion.com/reference/request-limits).
 */
export function retryAfterMs(headers: Headers, now: number): number {
  return boundWait(readRetryAfter(headers, now) ?? DEFAULT_WAIT_MS);
}
