import {
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import { isSourceError, SourceError } from "@tributary/source";
import { sendWithin, waitFor } from "@tributary/source/http";
import { SLACK_API_URL, type SlackSourceConfig } from "../config.ts";
import type { SlackSourceDeps } from "../deps.ts";
import { readAnswer } from "./answer.ts";
import { refusalFailure, statusFailure } from "./failure.ts";

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
    const { timeoutMs } = deps;
    return await sendWithin({ provider: "Slack", what: method, timeoutMs, signal }, (bound) =>
      send(method, parameters, bound),
    );
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

/** What a call failed with: Slack's own word as a SourceError, anything else as it was thrown. */
function readFailure(method: string, error: unknown, status: number): unknown {
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
  return original;
}
