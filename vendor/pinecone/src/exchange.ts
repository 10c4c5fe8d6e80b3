import { AsyncLocalStorage } from "node:async_hooks";

/** What the last HTTP answer of one call said; the SDK itself passes on neither status nor headers. */
export interface Exchange {
  status?: number;
  headers?: Headers;
  /** The text of an answer that was no success, at most 2,000 characters. */
  text?: string;
  /** What fetch threw. */
  failure?: unknown;
}

const exchanges = new AsyncLocalStorage<Exchange>();
const longestText = 2_000;

/** Runs a call of the SDK, noting in `exchange` what came back over HTTP meanwhile. */
export function withExchange<Result>(exchange: Exchange, call: () => Promise<Result>): Promise<Result> {
  return exchanges.run(exchange, call);
}

/** A fetch for the SDK that gives each request so many milliseconds and notes its answer in the exchange it belongs to. */
export function createExchangeFetch(fetch: typeof globalThis.fetch, timeoutMs: number): typeof globalThis.fetch {
  return async (url, init) => {
    const exchange = exchanges.getStore() ?? {};
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      exchange.status = response.status;
      exchange.headers = response.headers;
      if (!response.ok) exchange.text = (await response.clone().text()).slice(0, longestText);
      return response;
    } catch (error) {
      exchange.failure = error;
      throw error;
    }
  };
}

/** A header that holds a whole number, or null without it. */
export function numberHeader({ headers }: Exchange, name: string): number | null {
  const value = headers?.get(name);
  return value === null || value === undefined || !/^\d+$/.test(value) ? null : Number(value);
}
