import { setTimeout as sleep } from "node:timers/promises";
import { type CountedRule, createFaultRules } from "./fake/fault-rules.ts";
import { breakOff, cutShort } from "./faulting-body.ts";

type Fetch = typeof globalThis.fetch;

/** What goes wrong with a request. */
export type FetchFault =
  /** Answered with this status instead of being passed on. */
  | {
      readonly type: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Passed on after this many milliseconds by the injected timer. */
  | { readonly type: "delay"; readonly milliseconds: number }
  /** Fails as fetch does when no connection comes about; the code is Node's, by default ECONNREFUSED. */
  | { readonly type: "no-connection"; readonly code?: string }
  /** Passed on; the answer's body breaks off with an error after this many bytes. */
  | { readonly type: "reset"; readonly afterBytes: number }
  /** Passed on; the answer's body ends after this many bytes as if that were all. */
  | { readonly type: "truncate"; readonly afterBytes: number }
  /** Answered with status 200 and an HTML page, as proxies and sign-in walls do. */
  | { readonly type: "html" }
  /** Never answered; ends when the request's signal aborts. */
  | { readonly type: "stall" };

/** A fault and the requests it befalls. */
export interface FaultRule extends CountedRule {
  readonly fault: FetchFault;
  /** Which requests; every one when absent. A text must be part of the URL. */
  readonly match?: string | RegExp | ((request: SeenRequest) => boolean);
}

/** A request as faultingFetch saw it: never its headers or body, which may carry credentials. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
}

/** A fetch that fails on request. */
export interface FaultingFetch {
  /** What to give the source. */
  readonly fetch: Fetch;
  /** Every request made so far, in order. */
  readonly requests: readonly SeenRequest[];
  /** Adds a rule; earlier rules come first. The function returned takes it away again. */
  inject(rule: FaultRule): () => void;
  /** Requests not answered yet: what a world's `openWork` returns. */
  openRequests(): number;
}

/**
 * Wraps a fetch, usually that of a fake service, and makes requests fail by rules: the first rule that matches a request
 * and is not used up decides. `wait` stands in for the clock; it must reject when its signal aborts.
 */
export function faultingFetch(
  fetch: Fetch,
  rules: readonly FaultRule[] = [],
  wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void> = waitByClock,
): FaultingFetch {
  const active = createFaultRules((rule: FaultRule, request: SeenRequest) => matches(rule.match, request));
  for (const rule of rules) active.add(rule);
  const requests: SeenRequest[] = [];
  let open = 0;

  return {
    requests,
    openRequests: () => open,
    inject: active.add,
    async fetch(input, init) {
      const request = seenRequest(input, init);
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      requests.push(request);
      open += 1;
      try {
        signal?.throwIfAborted();
        const fault = active.next(request)?.fault;
        return await answer(fault, () => fetch(input, init), signal, wait);
      } finally {
        open -= 1;
      }
    },
  };
}

async function answer(
  fault: FetchFault | undefined,
  pass: () => Promise<Response>,
  signal: AbortSignal | undefined,
  wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>,
): Promise<Response> {
  switch (fault?.type) {
    case undefined:
      return pass();
    case "status":
      return new Response(fault.body ?? null, { status: fault.status, headers: { ...fault.headers } });
    case "html":
      return new Response("<!doctype html><title>Sign in</title><p>Please sign in.", {
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    case "delay":
      await wait(fault.milliseconds, signal);
      return pass();
    case "no-connection": {
      const code = fault.code ?? "ECONNREFUSED";
      // The shape of undici's: a TypeError whose cause carries Node's code.
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) });
    }
    case "stall":
      return untilAborted(signal);
    case "reset":
      return breakOff(await pass(), fault.afterBytes);
    case "truncate":
      return cutShort(await pass(), fault.afterBytes);
  }
}

function matches(match: FaultRule["match"], request: SeenRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === "string") return request.url.includes(match);
  // A global expression keeps a position between calls: search does not use it.
  return match instanceof RegExp ? request.url.search(match) >= 0 : match(request);
}

function seenRequest(input: string | URL | Request, init: RequestInit | undefined): SeenRequest {
  const request = input instanceof Request ? input : undefined;
  const method = (init?.method ?? request?.method ?? "GET").toUpperCase();
  return { method, url: request?.url ?? new URL(input as string | URL).href };
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function waitByClock(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal && { signal });
  } catch (error) {
    // Like fetch itself, which rejects with the signal's own reason.
    throw signal?.aborted ? signal.reason : error;
  }
}
