import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type FakeAnswer, send } from "./answer.ts";
import { answerCall, type Endpoint } from "./endpoint.ts";

/** A listening fake. */
export interface FakeServer {
  /** Address of its Web API, with a slash at its end. */
  readonly url: string;
  /** Requests that have begun and not ended. */
  openRequests(): number;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1. */
export async function startServer(endpoint: Endpoint): Promise<FakeServer> {
  let open = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    response.once("close", () => {
      open -= 1;
    });
    try {
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const body = await readAll(request);
      const { answer, fault } = answerCall(endpoint, {
        path: url.pathname,
        query: url.searchParams,
        authorization: request.headers.authorization,
        contentType: request.headers["content-type"],
        body,
      });
      await send(response, answer satisfies FakeAnswer, fault);
    } catch (error) {
      // Whoever asked has gone; anything else is a mistake in the fake and must not pass for an answer of Slack's.
      if (!request.destroyed) endpoint.refuse(`The fake failed: ${String(error)}`);
      response.destroy();
    }
  });
  // Longer than any test pauses: a request on a connection just closed would be lost.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/`,
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
