import { PineconeError, type PineconeErrorCode } from "./error.ts";
import type { Exchange } from "./exchange.ts";

const codesByStatus: ReadonlyMap<number, PineconeErrorCode> = new Map([
  [401, "unauthorized"],
  [402, "quota-exceeded"],
  [403, "unauthorized"],
  [404, "not-found"],
  [408, "timeout"],
  [409, "conflict"],
  [413, "too-large"],
  [429, "rate-limited"],
]);

/** Words of Pinecone's messages when a project's plan is used up, with any of these; waiting seconds does not help. */
const quotaStatuses = new Set([400, 403, 429]);
const quotaWords =
  /quota|(?:max|maximum|limit).{0,40}(?:indexes|namespaces|storage)|unit limit for the (?:current )?month/i;
/** Words of its messages when a request, a result or a record is too large, with status 400. */
const sizeWords =
  /(?:size|length|bytes).{0,80}(?:exceed|limit|larger|too large)|exceed.{0,80}(?:size|bytes)|too large/i;

/** The typed error of a call that failed, from what came back over HTTP and what the SDK threw. */
export function errorOfExchange(action: string, exchange: Exchange, thrown: unknown, now: () => number): PineconeError {
  const { status, failure } = exchange;
  if (status !== undefined && (status < 200 || status >= 300)) {
    const reason = messageOf(exchange.text) || `HTTP status ${status}`;
    const details = { status, retryAfterMs: retryAfterMs(exchange, now) };
    return new PineconeError(codeOf(status, reason), `Pinecone: ${action} failed (${status}): ${reason}`, details);
  }
  if (failure instanceof Error && failure.name === "TimeoutError") {
    return new PineconeError("timeout", `Pinecone: ${action} had no answer in time.`, { cause: failure });
  }
  if (failure !== undefined) {
    const reason = reasonOf(failure);
    return new PineconeError("unavailable", `Pinecone: ${action} could not reach it: ${reason}`, { cause: failure });
  }
  if (status === undefined) {
    return new PineconeError("invalid-request", `Pinecone: ${action} was refused by its SDK: ${reasonOf(thrown)}`, {
      cause: thrown,
    });
  }
  // A success whose body broke off or was no JSON.
  const reason = reasonOf(thrown);
  return new PineconeError("unavailable", `Pinecone: ${action} got an answer that cannot be read: ${reason}`, {
    status,
    cause: thrown,
  });
}

function codeOf(status: number, reason: string): PineconeErrorCode {
  if (quotaStatuses.has(status) && quotaWords.test(reason)) return "quota-exceeded";
  if (status === 400 && sizeWords.test(reason)) return "too-large";
  return codesByStatus.get(status) ?? (status >= 500 ? "unavailable" : "invalid-request");
}

/** Control plane: `{ error: { message } }`; data plane: `{ message }`; proxies: plain text. */
function messageOf(text: string | undefined): string {
  if (text === undefined) return "";
  try {
    const body = JSON.parse(text) as { message?: unknown; error?: { message?: unknown } | null } | null;
    const message = body?.error?.message ?? body?.message;
    return typeof message === "string" ? message.slice(0, 300) : "";
  } catch {
    return text.startsWith("<") ? "" : text.trim().slice(0, 300);
  }
}

/** Retry-After in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfterMs({ headers }: Exchange, now: () => number): number | undefined {
  const value = headers?.get("retry-after");
  if (value === null || value === undefined || value === "") return undefined;
  const milliseconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 300);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`.slice(0, 300);
}
