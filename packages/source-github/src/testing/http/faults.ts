import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { createFaultRules } from "@tributary/source-testing/fake";

/** What goes wrong with a request. */
export type FakeFault =
  /** Answered with this status and body instead. */
  | {
      readonly type: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** A secondary limit; without `retryAfter` (seconds) the client must find its own wait. */
  | { readonly type: "secondary-limit"; readonly status?: 403 | 429; readonly retryAfter?: number }
  /** The hourly budget is used up until this many seconds from now. */
  | { readonly type: "primary-limit"; readonly status?: 403 | 429; readonly resetIn?: number }
  /** 502 with GitHub's HTML page (the unicorn). */
  | { readonly type: "bad-gateway" }
  /** Answered only after this many milliseconds. */
  | { readonly type: "delay"; readonly milliseconds: number }
  /** Never answered: the connection stays open until the client or the fake closes it. */
  | { readonly type: "hang" }
  /** The connection is cut after this many bytes of the real answer's body. */
  | { readonly type: "reset"; readonly afterBytes?: number }
  /** The real answer, its body ended early as if that were all. */
  | { readonly type: "truncate"; readonly afterBytes?: number }
  /** The real answer without its items: empty lists, and connections that keep their count, as when a replica lags. */
  | { readonly type: "empty-list" }
  /** The real answer in so many pieces, with a pause between them; archives are not slowed. */
  | { readonly type: "slow-body"; readonly pieces: number; readonly milliseconds: number }
  /** 401 as for a token that has ended. */
  | { readonly type: "bad-credentials" };

/** A request as rules see it. */
export interface FaultRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A fault and the requests it befalls. */
export interface FakeFaultRule {
  readonly fault: FakeFault;
  /** Which requests: part of `METHOD /path?query`, an expression on it, or a test; every one when absent. */
  readonly match?: string | RegExp | ((request: FaultRequest) => boolean);
  /** How many matching requests pass first. Default 0. */
  readonly after?: number;
  /** How many requests it befalls. Default 1. */
  readonly times?: number;
}

/** Rules of faults, the first that matches and is not used up decides. */
export interface Faults {
  /** Adds a rule; the function returned takes it away. */
  inject(rule: FakeFaultRule): () => void;
  take(request: FaultRequest): FakeFault | undefined;
  clear(): void;
}

/** Makes an empty set of rules. */
export function createFaults(): Faults {
  const rules = createFaultRules((rule: FakeFaultRule, request: FaultRequest) => matches(rule.match, request));
  return {
    inject: (rule) => rules.add({ times: 1, ...rule }),
    take: (request) => rules.next(request)?.fault,
    clear: rules.clear,
  };
}

function matches(match: FakeFaultRule["match"], request: FaultRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === "function") return match(request);
  const line = `${request.method} ${request.path}`;
  return typeof match === "string" ? line.includes(match) : line.search(match) >= 0;
}

/** The page GitHub's edge shows when nothing behind it answers. */
export const unicornPage =
  "<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head><body><p><strong>We couldn't respond to your request in time.</strong></p></body></html>\n";

/** Makes the answer break off, or end, after some bytes of its body. */
export function cutBody(response: ServerResponse, afterBytes: number, end: "reset" | "truncate"): void {
  let left = afterBytes;
  let ended = false;
  const write = response.write.bind(response) as (chunk: Buffer) => boolean;
  const finish = response.end.bind(response) as () => ServerResponse;
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    headers: Record<string, unknown>,
  ) => ServerResponse;
  const push = (chunk: unknown): boolean => {
    if (ended) return true;
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array);
    const part = bytes.subarray(0, left);
    left -= part.length;
    if (part.length > 0) write(part);
    if (left === 0) close();
    return true;
  };
  const close = () => {
    if (ended) return;
    ended = true;
    if (end === "truncate") finish();
    // A response waits for its socket while the one before it on the connection is being finished.
    else if (response.socket === null) response.once("socket", reset);
    else reset(response.socket);
  };
  // What was written must leave the machine first, or the client sees no body at all.
  const reset = (socket: Socket) => setTimeout(() => socket.resetAndDestroy(), 10);
  Object.assign(response, {
    // A length that the body does not keep would tell the client more than a broken proxy does.
    writeHead(status: number, { "content-length": _, ...headers }: Record<string, unknown>) {
      return writeHead(status, headers);
    },
    write: push,
    end(chunk?: unknown) {
      if (chunk !== undefined && typeof chunk !== "function") push(chunk);
      close();
      return response;
    },
  });
}

/** Makes the answer's body come in pieces, with a pause between them. */
export function slowBody(response: ServerResponse, pieces: number, milliseconds: number): void {
  const finish = response.end.bind(response) as () => ServerResponse;
  Object.assign(response, {
    end(body?: unknown) {
      const bytes = body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0);
      const size = Math.max(1, Math.ceil(bytes.length / pieces));
      const next = (start: number) => {
        if (start >= bytes.length || response.destroyed) {
          finish();
          return;
        }
        response.write(bytes.subarray(start, start + size));
        setTimeout(() => next(start + size), milliseconds);
      };
      next(0);
      return response;
    },
  });
}

/** A body without its items: an empty list, or an object whose lists are empty. */
export function withoutItems(body: unknown): unknown {
  if (Array.isArray(body)) return [];
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? [] : value]));
}
