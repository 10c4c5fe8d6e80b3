import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type FakeAnswer, send } from "./answer.ts";
import type { FakeFault } from "./faults.ts";

/** A listening fake. */
export interface FakeServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** Requests that have begun and not ended. */
  openRequests(): number;
  close(): Promise<void>;
}

/** An HTTP request, read. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Answers requests. */
export interface Endpoint {
  answer(request: IncomingRequest): { readonly answer: FakeAnswer; readonly fault: FakeFault | undefined };
  /** Notes what Vercel would have refused, and what the fake cannot answer. */
  refuse(reason: string): void;
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
      const body = await readAll(request);
      const { answer, fault } = endpoint.answer({
        method: request.method ?? "",
        url: new URL(request.url ?? "/", "http://127.0.0.1"),
        authorization: request.headers.authorization,
        body,
      });
      await send(response, answer, fault);
    } catch (error) {
      // Whoever asked has gone; anything else is a mistake in the fake and must not pass for an answer of Vercel's.
      if (!request.destroyed) endpoint.refuse(`The fake failed: ${String(error)}`);
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
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
