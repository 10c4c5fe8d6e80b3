import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "@notionhq/client";
import { isSourceError, SourceError } from "@tributary/source";
import type { z } from "zod";
import { NOTION_API_URL, NOTION_VERSION, type NotionSourceConfig } from "../config.ts";
import type { NotionSourceDeps } from "../deps.ts";
import { readText } from "./body.ts";
import { answerFailure, undocumented } from "./failure.ts";

/** How long one request may take unless told otherwise, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 60_000;

/** How long one call may wait for rate limits unless told otherwise, in milliseconds. */
const DEFAULT_PATIENCE_MS = 300_000;

/** The SDK's own limit, which is never reached: a timer of this source ends the request, and its connection with it. */
const SDK_TIMEOUT_MS = 2_000_000_000;

/** How one call of the source asks Notion. */
export interface NotionClient {
  /** One request. `what` says in words what is asked for, for messages. Throws SourceError. */
  ask<Answer>(what: string, run: (notion: Client) => Promise<unknown>, schema: z.ZodType<Answer>): Promise<Answer>;
  /** Requests so far. */
  requests(): number;
}

/** The SDK's client, with what it has no place for. */
interface Caller {
  readonly notion: Client;
  what: string;
  /** Ends the request under way. */
  bound: AbortSignal | undefined;
}

/** Makes a client for one call of the source: it waits for rate limits no longer than that call may. */
export function createClient(
  config: NotionSourceConfig,
  deps: NotionSourceDeps,
  signal: AbortSignal | undefined,
): NotionClient {
  const { now = Date.now, budget } = deps;
  let patience = deps.patienceMs ?? DEFAULT_PATIENCE_MS;
  let requests = 0;
  // Making one costs more than a request: those not at work are used again.
  const idle: Caller[] = [];

  async function attempt(what: string, run: (notion: Client) => Promise<unknown>): Promise<unknown> {
    signal?.throwIfAborted();
    const blocked = budget?.waitFor(now()) ?? 0;
    if (blocked > 0) {
      const message = `Notion was not asked for ${what}: the limit of this connection is used up.`;
      throw new SourceError("rate-limited", message, { retryAfterMs: blocked });
    }
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = deps;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    const caller = idle.pop() ?? createCaller(config, deps);
    caller.what = what;
    caller.bound = signal === undefined ? timeout.signal : AbortSignal.any([timeout.signal, signal]);
    requests += 1;
    try {
      return await run(caller.notion);
    } catch (error) {
      signal?.throwIfAborted();
      if (isSourceError(error) || isBug(error)) throw error;
      // Without the cause: its message quotes the answer.
      if (error instanceof SyntaxError) throw unusable(what, "is no JSON");
      if (timeout.signal.aborted) {
        throw new SourceError("timeout", `Notion did not answer ${what} within ${timeoutMs} ms.`);
      }
      throw new SourceError("unavailable", `Notion could not be asked for ${what}${failureCode(error)}.`);
    } finally {
      clearTimeout(timer);
      idle.push(caller);
    }
  }

  return {
    requests: () => requests,
    async ask(what, run, schema) {
      for (;;) {
        try {
          const parsed = schema.safeParse(await attempt(what, run));
          if (parsed.success) return parsed.data;
          throw undocumented(what, parsed.error.issues[0]?.path.join(".") ?? "");
        } catch (error) {
          if (!isSourceError(error) || error.code !== "rate-limited") throw error;
          const wait = error.retryAfterMs ?? 0;
          budget?.limited(now() + wait, now());
          if (wait > patience) throw error;
          patience -= wait;
          await (deps.wait ?? waitFor)(wait, signal);
        }
      }
    },
  };
}

function createCaller(config: NotionSourceConfig, deps: NotionSourceDeps): Caller {
  const { fetch = globalThis.fetch, now = Date.now } = deps;
  const caller: Caller = {
    what: "",
    bound: undefined,
    notion: new Client({
      auth: deps.credentials.token,
      notionVersion: NOTION_VERSION,
      baseUrl: (config.apiUrl ?? NOTION_API_URL).replace(/\/+$/, ""),
      timeoutMs: SDK_TIMEOUT_MS,
      // Every failure is this source's or the host's to try again, which know how long they may.
      retry: false,
      // What the SDK logs may hold whole answers: none of it is kept.
      logger: () => {},
      async fetch(url, init) {
        const { what, bound } = caller;
        // A redirect would carry the token elsewhere.
        const response = await fetch(url, { ...init, redirect: "manual", signal: bound } as RequestInit);
        if (!response.ok) {
          // A failure's status says what it is even when its body cannot be read.
          const body = await readText(what, response).catch(() => {
            bound?.throwIfAborted();
            return "";
          });
          throw answerFailure(what, response, body, now());
        }
        const text = await readText(what, response);
        return { ok: true, status: response.status, headers: response.headers, text: async () => text } as never;
      },
    }),
  };
  return caller;
}

function unusable(what: string, problem: string): SourceError {
  return new SourceError("invalid-response", `Notion's answer to ${what} ${problem}.`);
}

async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
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
