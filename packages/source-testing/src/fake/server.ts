import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type FakeAnswer, respond, send } from "./answer.ts";

/** A request to a fake, read. */
export interface FakeCall {
  readonly method: string;
  readonly url: URL;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** An answer, and the fault that befalls it. */
export interface FakeAnswered {
  readonly answer: FakeAnswer;
  readonly fault?: { readonly type: string } | undefined;
}

/** What answers requests. */
export interface FakeEndpoint {
  answer(call: FakeCall): FakeAnswered | Promise<FakeAnswered>;
  /** Notes that the fake itself failed, which must not pass for an answer of the service's. */
  refuse(reason: string): void;
}

/** A listening fake. */
export interface FakeServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** Answers in this process, without a connection: for data sets of many thousand requests. */
  readonly fetch: typeof globalThis.fetch;
  /** Requests that have begun and not ended. */
  openRequests(): number;
  close(): Promise<void>;
}

/** Longer than any test pauses, in milliseconds: a request on a connection just closed would be lost. */
const KEEP_ALIVE_MS = 120_000;

/** Listens on a free port of 127.0.0.1. */
export async function startFakeServer(endpoint: FakeEndpoint): Promise<FakeServer> {
  let open = 0;
  const answered = async (call: FakeCall): Promise<FakeAnswered> => {
    try {
      return await endpoint.answer(call);
    } catch (cause) {
      endpoint.refuse(`The fake failed: ${String(cause)}`);
      throw new TypeError("fetch failed", { cause });
    }
  };
  const server = createServer(async (request, response) => {
    open += 1;
    response.once("close", () => {
      open -= 1;
    });
    try {
      const { answer, fault } = await answered({
        method: request.method ?? "",
        url: new URL(request.url ?? "/", "http://127.0.0.1"),
        headers: request.headers as Record<string, string | undefined>,
        body: await readAll(request),
      });
      await send(response, answer, fault);
    } catch {
      // The fake failed, or whoever asked has gone.
      response.destroy();
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async fetch(input, init) {
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      signal?.throwIfAborted();
      open += 1;
      try {
        const { answer, fault } = await answered(await callOf(input, init));
        return await respond(answer, fault, signal);
      } finally {
        open -= 1;
      }
    },
    openRequests: () => open,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

async function callOf(...[input, init]: Parameters<typeof globalThis.fetch>): Promise<FakeCall> {
  // What nearly every client gives: a Request made of it would cost more than most answers.
  if (!(input instanceof Request) && (init?.body === undefined || typeof init.body === "string")) {
    return {
      method: init?.method ?? "GET",
      url: new URL(input),
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: init?.body ?? "",
    };
  }
  const request = new Request(input, init);
  return {
    method: request.method,
    url: new URL(request.url),
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  };
}
