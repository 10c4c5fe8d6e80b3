import { setTimeout as sleep } from "node:timers/promises";
import {
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import { isSourceError, SourceError } from "@tributary/source";
import { SLACK_API_URL, type SlackSourceConfig } from "../config.ts";
import type { SlackSourceDeps } from "../deps.ts";
import { readAnswer } from "./answer.ts";
import { refusalFailure, statusFailure } from "./failure.ts";

/** How long one request may take unless told otherwise, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 60_000;

/** How long a call may wait in the limited tier unless told otherwise, in milliseconds. */
const LIMITED_PATIENCE_MS = 900_000;

/** Arguments of a Web API method. */
export type SlackArguments = Readonly<Record<string, string | number | boolean | undefined>>;

/** How one call of the source asks Slack. */
export interface SlackClient {
  /** One method of the Web API. Throws SourceError; `ok: false` is one. */
  call(method: string, parameters?: SlackArguments): Promise<WebAPICallResult>;
  readonly signal: AbortSignal | undefined;
}

const silent = () => {};

/** What the SDK writes to its log holds whole answers: none of it is kept. */
const silentLogger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  setName: silent,
  getLevel: () => "error" as never,
};

/** Makes a client for one call of the source: it waits for rate limits no longer than that call may. */
export function createClient(
  config: SlackSourceConfig,
  deps: SlackSourceDeps,
  signal: AbortSignal | undefined,
): SlackClient {
  const { now = Date.now, budget, fetch = globalThis.fetch } = deps;
  let patience = deps.patienceMs ?? (config.tier === "limited" ? LIMITED_PATIENCE_MS : 0);

  // Making one costs more than a request: those not at work are used again.
  const idle: Caller[] = [];

  async function send(method: string, parameters: SlackArguments, bound: AbortSignal): Promise<WebAPICallResult> {
    const caller = idle.pop() ?? createCaller(config, deps.credentials.token, fetch);
    caller.bound = bound;
    caller.status = 200;
    try {
      return await caller.web.apiCall(method, { ...parameters });
    } catch (error) {
      throw readFailure(method, error, caller.status);
    } finally {
      idle.push(caller);
    }
  }

  async function attempt(method: string, parameters: SlackArguments): Promise<WebAPICallResult> {
    signal?.throwIfAborted();
    const blocked = budget?.waitFor(method, now()) ?? 0;
    if (blocked > 0) {
      const message = `Slack was not asked for ${method}: its limit for this method is used up.`;
      throw new SourceError("rate-limited", message, { retryAfterMs: blocked });
    }
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = deps;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      return await send(
        method,
        parameters,
        signal === undefined ? timeout.signal : AbortSignal.any([timeout.signal, signal]),
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (timeout.signal.aborted) {
        throw new SourceError("timeout", `Slack did not answer ${method} within ${timeoutMs} ms.`);
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    signal,
    async call(method, parameters = {}) {
      for (;;) {
        try {
          return await attempt(method, parameters);
        } catch (error) {
          if (!isSourceError(error) || error.code !== "rate-limited") throw error;
          const wait = error.retryAfterMs ?? 0;
          budget?.limited(method, now() + wait, now());
          if (wait > patience) throw error;
          patience -= wait;
          await (deps.wait ?? waitFor)(wait, signal);
        }
      }
    },
  };
}

/** The SDK's client, with what it has no place for. */
interface Caller {
  readonly web: WebClient;
  /** Ends the request under way. */
  bound: AbortSignal | undefined;
  /** Status of the last answer. */
  status: number;
}

function createCaller(config: SlackSourceConfig, token: string, fetch: typeof globalThis.fetch): Caller {
  const caller: Caller = {
    bound: undefined,
    status: 200,
    web: new WebClient(token, {
      slackApiUrl: config.apiUrl ?? SLACK_API_URL,
      allowAbsoluteUrls: false,
      // Every failure goes to the host, which knows when to try again.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silentLogger,
      async fetch(url, init) {
        const answer = await fetch(url, { ...init, redirect: "manual", signal: caller.bound } as RequestInit);
        caller.status = answer.status;
        return readAnswer(String(url).slice(String(url).lastIndexOf("/") + 1), answer);
      },
    }),
  };
  return caller;
}

async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
}

function readFailure(method: string, error: unknown, status: number): Error {
  if (error instanceof WebAPIRateLimitedError) return statusFailure(method, 429, error.retryAfter * 1_000);
  if (error instanceof WebAPIHTTPError) return statusFailure(method, error.statusCode, undefined);
  if (error instanceof WebAPIPlatformError) {
    const { error: name, response_metadata: metadata } = error.data;
    const needed = "needed" in error.data ? error.data.needed : undefined;
    const retryAfter = metadata?.retryAfter;
    const retryAfterMs = typeof retryAfter === "number" ? retryAfter * 1_000 : undefined;
    return refusalFailure(method, { error: name, needed, retryAfterMs });
  }
  const original = error instanceof WebAPIRequestError ? error.original : error;
  if (isSourceError(original)) return original;
  // A 429 without a time is an error of its own to the SDK.
  if (status === 429) return statusFailure(method, 429, undefined);
  if (isBug(original)) return original;
  return new SourceError("unavailable", `Slack could not be asked for ${method}${failureCode(original)}.`);
}

/** A TypeError is what fetch throws when a connection fails; any other is a mistake in code and must not look like that. */
function isBug(error: unknown): error is Error {
  return error instanceof TypeError && error.cause === undefined && !/fetch failed|terminated/i.test(error.message);
}

function failureCode(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : "";
}
