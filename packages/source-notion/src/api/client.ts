import { Client } from "@notionhq/client";
import { isSourceError, SourceError } from "@tributary/source";
import { readJsonBody, sendWithin, unusableAnswer, waitFor } from "@tributary/source/http";
import type { z } from "zod";
import { NOTION_API_URL, NOTION_VERSION, type NotionSourceConfig } from "../config.ts";
import type { NotionSourceDeps } from "../deps.ts";
import { answerFailure, undocumented } from "./failure.ts";

/** Largest answer read, in bytes: 100 blocks of 100 texts of 2,000 characters are within it (developers.notion.com/reference/request-limits). */
const BODY_MAX_BYTES = 64 * 1024 * 1024;

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
    const { timeoutMs } = deps;
    const caller = idle.pop() ?? createCaller(config, deps);
    caller.what = what;
    requests += 1;
    try {
      return await sendWithin({ provider: "Notion", what, timeoutMs, signal }, async (bound) => {
        caller.bound = bound;
        return await run(caller.notion).catch((error: unknown) => {
          // Without the cause: its message quotes the answer.
          throw error instanceof SyntaxError ? unusableAnswer({ provider: "Notion", what }, "is no JSON") : error;
        });
      });
    } finally {
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
          throw undocumented(what, parsed.error);
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
        const expected = { provider: "Notion", what, maxBytes: BODY_MAX_BYTES };
        // A redirect would carry the token elsewhere.
        const response = await fetch(url, { ...init, redirect: "manual", signal: bound } as RequestInit);
        if (!response.ok) {
          // A failure's status says what it is even when its body cannot be read.
          const body = await readJsonBody(response, expected).catch(() => bound?.throwIfAborted());
          throw answerFailure(what, response, body?.toString("utf8") ?? "", now());
        }
        const text = (await readJsonBody(response, expected)).toString("utf8");
        return { ok: true, status: response.status, headers: response.headers, text: async () => text } as never;
      },
    }),
  };
  return caller;
}
