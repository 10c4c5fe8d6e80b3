import { type LookupAddress, type LookupOptions, lookup as resolveName } from "node:dns";
import * as http from "node:http";
import * as https from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Egress, requirePublic } from "./egress.ts";
import { GatewayProblem } from "./gateway-problem.ts";

/** One request as it goes out. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came back. Header names are in lower case. */
export interface IncomingResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Makes one request, without following redirects. */
export type Hop = (request: OutgoingRequest, signal: AbortSignal) => Promise<IncomingResponse>;

type LookupCallback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

const decoders = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress };
/** Headers about how the body travelled; it is handed on as text. */
const transportHeaders = ["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"];

/** Chooses how requests are made: with the given `fetch`, or with `node:http`, which connects only to checked addresses. */
export function createHop(egress: Egress): Hop {
  const { fetch } = egress;
  return fetch ? fetchHop(egress, fetch) : nodeHop(egress);
}

function tooLarge({ maxBytes }: Egress, host: string): GatewayProblem {
  return new GatewayProblem("final", `The answer of ${host} exceeds ${maxBytes} bytes (the option egress.maxBytes).`);
}

function fetchHop(egress: Egress, fetch: typeof globalThis.fetch): Hop {
  return async ({ url, method, headers, body }, signal) => {
    const init = { method, headers, redirect: "manual", signal } as const;
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > egress.maxBytes) throw tooLarge(egress, url.host);
      chunks.push(chunk);
    }
    return { status: response.status, headers: tidy([...response.headers]), body: Buffer.concat(chunks) };
  };
}

/**
 * Resolves a name for a connection and refuses it when any of its addresses is private. The connection goes to the very
 * address checked here: a name that is resolved again later could lead elsewhere.
 */
function checkedLookup(host: string, options: LookupOptions, callback: LookupCallback): void {
  resolveName(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error);
    try {
      for (const { address } of addresses) requirePublic(host, address);
    } catch (problem) {
      return callback(problem as Error);
    }
    const [first] = addresses;
    if (options.all || !first) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
}

function nodeHop(egress: Egress): Hop {
  return async ({ url, method, headers, body }, signal) => {
    const { request } = url.protocol === "https:" ? https : http;
    // Without it, node:http sends the body of a DELETE so that nobody can read it.
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      // A connection of its own: one kept alive by other code was never checked.
      const outgoing = request(url, {
        method,
        headers: { "user-agent": "inngest-embedded", "accept-encoding": "gzip, deflate, br", ...headers, ...length },
        agent: false,
        signal,
        ...(egress.allowPrivate ? {} : { lookup: checkedLookup as NonNullable<http.RequestOptions["lookup"]> }),
      });
      outgoing.on("response", resolve);
      outgoing.on("error", reject);
      outgoing.end(body);
    });
    const answer = await readBody(egress, url.host, response);
    const pairs = Object.entries(response.headersDistinct).map(
      ([name, values = []]) => [name, values.join(", ")] as const,
    );
    return { status: response.statusCode ?? 0, headers: tidy(pairs), body: answer };
  };
}

async function readBody(egress: Egress, host: string, response: http.IncomingMessage): Promise<Buffer> {
  const encoding = response.headers["content-encoding"]?.toLowerCase();
  const decoder = Object.entries(decoders).find(([name]) => name === encoding)?.[1];
  const stream: Readable = decoder ? pipeline(response, decoder(), () => {}) : response;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > egress.maxBytes) throw tooLarge(egress, host);
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks);
}

function tidy(pairs: Iterable<readonly [string, string]>): Record<string, string> {
  const headers = Object.fromEntries(pairs);
  for (const name of transportHeaders) delete headers[name];
  return headers;
}
