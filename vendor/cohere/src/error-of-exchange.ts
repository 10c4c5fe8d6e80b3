import { CohereError, type CohereErrorCode } from "./error.ts";
import type { Exchange } from "./exchange.ts";

/** Statuses of https://docs.cohere.com/reference/errors that are not what their class says. */
const codesByStatus: ReadonlyMap<number, CohereErrorCode> = new Map([
  [401, "unauthorized"],
  [402, "quota-exceeded"],
  [403, "unauthorized"],
  [404, "not-found"],
  [408, "timeout"],
  [429, "rate-limited"],
  [499, "unavailable"],
  [501, "invalid-request"],
]);

/** A trial key's month is used up: waiting seconds does not help. */
const quotaWords = /(?:calls|requests) ?(?:\/|per) ?month|monthly|billing limit/i;
const missingModelWords = /model.{0,120}(?:not found|does not exist|was removed|been (?:removed|retired))/i;

/** The typed error of a call that failed, from what came back over HTTP and what the SDK threw. */
export function errorOfExchange(action: string, exchange: Exchange, thrown: unknown, now: () => number): CohereError {
  const { status, failure } = exchange;
  if (failure !== undefined) {
    const timedOut = failure instanceof Error && failure.name === "TimeoutError";
    if (timedOut) return new CohereError("timeout", `Cohere: ${action} had no answer in time.`, { status });
    const message = `Cohere: ${action} got no answer that can be read: ${reasonOf(failure)}.`;
    return new CohereError("unavailable", message, { status, cause: failure });
  }
  if (status !== undefined && (status < 200 || status >= 300)) {
    const reason = messageOf(exchange.text) || "no reason given";
    const details = { status, retryAfterMs: retryAfterMs(exchange, now) };
    return new CohereError(codeOf(status, reason), `Cohere: ${action} failed (HTTP ${status}): ${reason}`, details);
  }
  if (status === undefined) {
    const message = `Cohere: ${action} was refused by its SDK: ${reasonOf(thrown)}`;
    return new CohereError("invalid-request", message, { cause: thrown });
  }
  // A success whose body broke off or was no JSON.
  const message = `Cohere: ${action} got an answer that cannot be read: ${reasonOf(thrown)}`;
  return new CohereError("unavailable", message, { status, cause: thrown });
}

function codeOf(status: number, reason: string): CohereErrorCode {
  if (status === 429 && quotaWords.test(reason)) return "quota-exceeded";
  if (status === 400 && missingModelWords.test(reason)) return "not-found";
  return codesByStatus.get(status) ?? (status >= 500 ? "unavailable" : "invalid-request");
}

/** Cohere answers `{ message }`; proxies plain text or a page. */
function messageOf(text: string | undefined): string {
  if (text === undefined) return "";
  try {
    const message = (JSON.parse(text) as { message?: unknown } | null)?.message;
    return typeof message === "string" ? message.slice(0, 300) : "";
  } catch {
    return text.trimStart().startsWith("<") ? "" : text.trim().slice(0, 300);
  }
}

/** Nobody means a longer Retry-After. */
const longestRetryAfterMs = 3_600_000;

/** Retry-After in seconds or as a date (RFC 9110, section 10.2.3), at most an hour. */
function retryAfterMs({ headers }: Exchange, now: () => number): number | undefined {
  const value = headers?.get("retry-after")?.trim();
  if (!value) return undefined;
  const inSeconds = /^-?\d+(\.\d+)?$/.test(value);
  if (inSeconds && Number(value) < 0) return undefined;
  const milliseconds = inSeconds ? Number(value) * 1_000 : Math.max(0, Date.parse(value) - now());
  return Number.isNaN(milliseconds) ? undefined : Math.min(milliseconds, longestRetryAfterMs);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 300);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`.slice(0, 300);
}
