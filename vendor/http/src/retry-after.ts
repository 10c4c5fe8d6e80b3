/** Nobody means a longer Retry-After. */
const longestMs = 3_600_000;

/**
 * Milliseconds a Retry-After header asks to wait, in seconds or until a date (RFC 9110, section 10.2.3), at most an hour;
 * undefined without one that makes sense.
 */
export function retryAfterMs(headers: Headers | undefined, now: () => number): number | undefined {
  const value = headers?.get("retry-after")?.trim();
  if (!value) return undefined;
  const inSeconds = /^-?\d+(\.\d+)?$/.test(value);
  return withinReason(inSeconds ? Number(value) * 1_000 : Math.max(0, Date.parse(value) - now()));
}

/** The same milliseconds, an hour for more, undefined for what is no wait. */
export function withinReason(milliseconds: number): number | undefined {
  return milliseconds >= 0 ? Math.min(milliseconds, longestMs) : undefined;
}
