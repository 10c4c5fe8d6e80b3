import { boundWait } from "@tributary/source/http";

/** Headers of an answer, by their lower-case names. */
export type AnswerHeaders = Readonly<Record<string, string | number | undefined>>;

/**
 * Wait after a secondary limit that says nothing else, in milliseconds: "at least one minute"
 * (docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
 */
export const SECONDARY_WAIT_MS = 60_000;

/** Whether an answer with this status is a rate limit, primary or secondary, and not a missing permission. */
export function isRateLimited(status: number, headers: AnswerHeaders, message: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers["retry-after"] !== undefined ||
    String(headers["x-ratelimit-remaining"]) === "0" ||
    /secondary rate limit|rate limit exceeded|abuse detection/i.test(message)
  );
}

/** How long to wait before the next call, in milliseconds, by the provider's own word; never less than a second. */
export function waitOf(headers: AnswerHeaders, now: number): number {
  const after = parseRetryAfter(headers["retry-after"], headers, now);
  if (after !== null) return boundWait(after);
  const reset = resetOf(headers, now);
  if (String(headers["x-ratelimit-remaining"]) === "0" && reset !== null) return boundWait(reset);
  return SECONDARY_WAIT_MS;
}

/** Milliseconds until the window of the primary limit ends, by GitHub's own clock where it says the time. */
export function resetOf(headers: AnswerHeaders, now: number): number | null {
  const reset = Number(headers["x-ratelimit-reset"]);
  if (!Number.isFinite(reset) || reset <= 0) return null;
  return reset * 1_000 - clockOf(headers, now);
}

function parseRetryAfter(value: string | number | undefined, headers: AnswerHeaders, now: number): number | null {
  if (value === undefined || String(value).trim() === "") return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1_000 : null;
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? null : date - clockOf(headers, now);
}

/** Clocks differ: the answer's own date is nearer to what its times mean. */
function clockOf(headers: AnswerHeaders, now: number): number {
  const date = Date.parse(String(headers.date ?? ""));
  return Number.isNaN(date) ? now : date;
}
