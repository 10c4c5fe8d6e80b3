import { AsyncLocalStorage } from "node:async_hooks";

/** One HTTP exchange of a call: what the caller's signal is, and what came back; SDKs pass on little of it. */
export interface Exchange {
  readonly signal?: AbortSignal | undefined;
  status?: number;
  headers?: Headers;
  /** The text of an answer that was no success, at most 2,000 characters. */
  text?: string;
  /** What went wrong before a whole answer was here. */
  failure?: unknown;
}

const exchanges = new AsyncLocalStorage<Exchange>();
const longestText = 2_000;

/** Runs a call of the SDK, noting in `exchange` what came back over HTTP meanwhile. */
export function withExchange<Result>(exchange: Exchange, call: () => Promise<Result>): Promise<Result> {
  return exchanges.run(exchange, call);
}

/** What is asked of a service's answers. */
export interface AnswerOptions {
  /** Whether every success must be an object in JSON, whole; false unless given. */
  readonly json?: boolean;
}

/**
 * A fetch for the SDK that reads the whole answer within so many milliseconds, follows no redirect, so that the key goes
 * nowhere else, and notes what came back. The SDK's own time limit ends with the headers.
 */
export function createExchangeFetch(
  fetch: typeof globalThis.fetch,
  timeoutMs: number,
  { json = false }: AnswerOptions = {},
): typeof globalThis.fetch {
  return async (url, init) => {
    const exchange = exchanges.getStore() ?? {};
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = exchange.signal === undefined ? timeout : AbortSignal.any([timeout, exchange.signal]);
    try {
      const response = await fetch(url, { ...init, signal, redirect: "manual" });
      const body = Buffer.from(await response.arrayBuffer());
      exchange.status = response.status;
      exchange.headers = response.headers;
      if (!response.ok) exchange.text = body.toString("utf8", 0, longestText);
      else if (json) checkAnswer(response.headers.get("content-type") ?? "no type", body);
      // Some SDKs take any status below 400 for a success; a redirect is none.
      const status = response.status < 400 && !response.ok ? 400 : response.status;
      return new Response(body.length === 0 ? null : body, { status, headers: response.headers });
    } catch (error) {
      exchange.failure = error;
      throw error;
    }
  };
}

/** Throws for a page of a proxy and for an object that broke off, which the SDK would pass on as text. */
function checkAnswer(type: string, body: Buffer): void {
  if (!type.includes("json")) throw new Error(`it is ${type.slice(0, 60)} where JSON was expected`);
  if (
    !body
      .toString("latin1", Math.max(0, body.length - 20))
      .trimEnd()
      .endsWith("}")
  )
    throw new Error("it broke off");
}

/** A header that holds a whole number, or null without it. */
export function numberHeader({ headers }: Exchange, name: string): number | null {
  const value = headers?.get(name);
  return value === null || value === undefined || !/^\d+$/.test(value) ? null : Number(value);
}
