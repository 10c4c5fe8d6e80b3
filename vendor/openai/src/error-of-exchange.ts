import { OpenAIError, type OpenAIErrorCode } from "./error.ts";
import type { Exchange } from "./exchange.ts";
import { resetAfterMs } from "./rate-limit-headers.ts";

/** Statuses of https://platform.openai.com/docs/guides/error-codes that are not what their class says. */
const codesByStatus: ReadonlyMap<number, OpenAIErrorCode> = new Map([
  [401, "unauthorized"],
  [403, "unauthorized"],
  [404, "not-found"],
  [408, "timeout"],
  [409, "unavailable"],
  [429, "rate-limited"],
  [501, "invalid-request"],
]);

/** OpenAI's own codes, which say more than the status. */
const codesByName: ReadonlyMap<string, OpenAIErrorCode> = new Map([
  ["insufficient_quota", "quota-exceeded"],
  ["billing_hard_limit_reached", "quota-exceeded"],
  ["model_not_found", "not-found"],
  ["model_deprecated", "not-found"],
]);

/** Nobody means a longer Retry-After. */
const longestRetryAfterMs = 3_600_000;

/** The typed error of a call that failed, from what came back over HTTP and what the SDK threw. */
export function errorOfExchange(action: string, exchange: Exchange, thrown: unknown, now: () => number): OpenAIError {
  const { status, failure } = exchange;
  if (failure !== undefined) {
    const timedOut = failure instanceof Error && failure.name === "TimeoutError";
    if (timedOut) return new OpenAIError("timeout", `OpenAI: ${action} had no answer in time.`, { status });
    const message = `OpenAI: ${action} got no answer that can be read: ${reasonOf(failure)}.`;
    return new OpenAIError("unavailable", message, { status, cause: failure });
  }
  if (status !== undefined && (status < 200 || status >= 300)) {
    const { message = "no reason given", name = "" } = problemOf(exchange.text);
    const code =
      codesByName.get(name) ?? codesByStatus.get(status) ?? (status >= 500 ? "unavailable" : "invalid-request");
    const details = { status, retryAfterMs: retryAfterMs(exchange, now) };
    return new OpenAIError(code, `OpenAI: ${action} failed (HTTP ${status}): ${message}`, details);
  }
  if (status === undefined) {
    const message = `OpenAI: ${action} was refused by its SDK: ${reasonOf(thrown)}`;
    return new OpenAIError("invalid-request", message, { cause: thrown });
  }
  // A success whose body broke off or was no JSON.
  const message = `OpenAI: ${action} got an answer that cannot be read: ${reasonOf(thrown)}`;
  return new OpenAIError("unavailable", message, { status, cause: thrown });
}

/** OpenAI answers `{ error: { message, type, code } }`; proxies plain text or a page. */
function problemOf(text = ""): { readonly message?: string; readonly name?: string } {
  try {
    const { message, code } = (JSON.parse(text) as { error?: { message?: unknown; code?: unknown } }).error ?? {};
    return {
      ...(typeof message === "string" && { message: withoutKeys(message) }),
      ...(typeof code === "string" && { name: code }),
    };
  } catch {
    const plain = text.trim();
    return plain === "" || plain.startsWith("<") ? {} : { message: withoutKeys(plain) };
  }
}

/** OpenAI repeats a wrong key in part. */
const withoutKeys = (message: string) => message.replace(/\bsk-[\w*.-]+/g, "(key)").slice(0, 300);

/** `retry-after-ms`, or Retry-After in seconds or as a date (RFC 9110, section 10.2.3), at most an hour. */
function retryAfterMs({ headers, status }: Exchange, now: () => number): number | undefined {
  const exact = headers?.get("retry-after-ms")?.trim();
  const value = headers?.get("retry-after")?.trim();
  const milliseconds = exact ? Number(exact) : value ? millisecondsOf(value, now) : Number.NaN;
  if (milliseconds >= 0) return Math.min(milliseconds, longestRetryAfterMs);
  return status === 429 && headers ? resetAfterMs(headers) : undefined;
}

function millisecondsOf(value: string, now: () => number): number {
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Math.max(0, Date.parse(value) - now());
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 300);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`.slice(0, 300);
}
