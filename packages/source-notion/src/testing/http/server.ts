import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { send } from "./answer.ts";
import type { Endpoint } from "./endpoint.ts";

/** A listening fake. */
export interface FakeServer {
  /** Its address, without a slash at the end. */
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
      const { answer, fault } = endpoint.answer({
        method: request.method ?? "",
        url: new URL(request.url ?? "/", "http://127.0.0.1"),
        headers: request.headers as Record<string, string | undefined>,
        body: await readAll(request),
      });
      await send(response, answer, fault);
    } catch (error) {
      // Whoever asked has gone; anything else is a mistake in the fake and must not pass for an answer of Notion's.
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
