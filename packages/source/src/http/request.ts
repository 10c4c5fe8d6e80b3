import { setTimeout as sleep } from "node:timers/promises";
import { isSourceError, SourceError } from "../error.ts";

/** How long one request may take unless told otherwise, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 60_000;

/** One request, as errors say it, and how it ends early. */
export interface BoundRequest {
  /** Name of the provider: `Linear`. */
  readonly provider: string;
  /** What is asked for: `the deployments`. */
  readonly what: string;
  /** How long it may take, body included, in milliseconds; 60,000 when absent. */
  readonly timeoutMs?: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends one request within its time: `send` is given the signal that ends it. Throws the reason of an aborted signal,
 * SourceErrors and mistakes in code as they are, `timeout` past the time, and `unavailable` for what else went wrong, with the
 * system's code for it, such as ECONNRESET, but without the cause: that may quote the answer.
 */
export async function sendWithin<Answer>(
  { provider, what, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: BoundRequest,
  send: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  signal?.throwIfAborted();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  try {
    return await send(signal === undefined ? timeout.signal : AbortSignal.any([timeout.signal, signal]));
  } catch (error) {
    signal?.throwIfAborted();
    if (isSourceError(error) || isBug(error)) throw error;
    if (timeout.signal.aborted) {
      throw new SourceError("timeout", `${provider} did not answer ${what} within ${timeoutMs} ms.`);
    }
    throw new SourceError("unavailable", `${provider} could not be asked for ${what}${failureCode(error)}.`);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits so many milliseconds; throws the signal's reason when it aborts before. */
export async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
}

/** A TypeError is what fetch throws when a connection fails; any other is a mistake in code and must not look like that. */
function isBug(error: unknown): boolean {
  return error instanceof TypeError && error.cause === undefined && !/fetch failed|terminated/i.test(error.message);
}

function failureCode(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : "";
}
