/** Longest wait asked of a host, in milliseconds: providers count by the minute or the hour. */
export const MAX_WAIT_MS = 3_600_000;

/** Shortest wait asked of a host, in milliseconds. */
const MIN_WAIT_MS = 1_000;

/** A wait within reason, in whole milliseconds: a second at least, an hour at most. */
export function boundWait(milliseconds: number): number {
  return Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, Math.ceil(milliseconds)));
}

/**
 * Milliseconds to wait by `Retry-After`, in seconds or as a date, as it is said: to be bound, and negative for a date that has
 * passed. Undefined when there is none that can be read.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1_000;
  // "-5" is a date to Date.parse: only what has a month in it is one.
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}

/** A header that is a whole number of zero or more, of 15 digits at most; undefined when it is not. */
export function readCount(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The provider's clock when it answered, in milliseconds since the epoch by its `Date` header; `now` when it does not say. */
export function answeredAt(headers: Headers, now: number): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? now : date;
}
