/** Longest wait asked of a host, in milliseconds. */
const MAX_WAIT_MS = 3_600_000;

/** Wait when an answer does not say how long, in milliseconds: Notion counts by the minute. */
const DEFAULT_WAIT_MS = 60_000;

const MIN_WAIT_MS = 1_000;

/**
 * Milliseconds to wait after a 429 or 529: `Retry-After` in seconds or as a date
 * (developers.notion.com/reference/request-limits).
 */
export function retryAfterMs(headers: Headers, now: number): number {
  return Math.min(
    MAX_WAIT_MS,
    Math.max(MIN_WAIT_MS, Math.ceil(said(headers.get("retry-after"), now) ?? DEFAULT_WAIT_MS)),
  );
}

function said(text: string | null, now: number): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  if (/^\d{1,10}$/.test(text.trim())) return Number(text) * 1_000;
  // "-5" is a date to Date.parse: only what has a month in it is one.
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}
