import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { FakeMessage, FakeReply } from "./fake-service.ts";

/** The service over HTTP on a loopback port. */
export interface FakeServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1. */
export async function startFakeServer(service: (message: FakeMessage) => Promise<FakeReply>): Promise<FakeServer> {
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat((await Array.fromAsync(incoming)) as Buffer[]);
    const { method = "GET", url = "/" } = incoming;
    const headers = new Headers(incoming.headers as Record<string, string>);
    const reply = await service({ method, url: new URL(url, "http://127.0.0.1"), headers, body });
    if (reply === null) return void incoming.socket.destroy();
    response.writeHead(reply.status, reply.headers).end(reply.text);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: 13, message: `The fake failed: ${String(error)}`, details: [] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A fetch that reaches the service without any socket, several times faster than through one. */
export function createFakeFetch(service: (message: FakeMessage) => Promise<FakeReply>): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const { method = "GET", headers, body, signal } = init;
    signal?.throwIfAborted();
    // As over a socket, callers in a loop let others have a turn.
    await setImmediate();
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    const message = {
      method,
      url: new URL(String(input)),
      headers: new Headers(headers),
      body: Buffer.from(typeof body === "string" ? body : ""),
    };
    const reply = await Promise.race([service(message), aborted]).finally(() =>
      signal?.removeEventListener("abort", abort),
    );
    if (reply === null) throw new TypeError("fetch failed", { cause: new Error("socket hang up") });
    return new Response(reply.text, { status: reply.status, headers: reply.headers });
  };
}
