import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What a request to the test's outside world looked like. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server on this machine that stands for the rest of the world. */
export interface Outside {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly seen: SeenRequest[];
}

/** Answers a request; `count` says how many there were before. */
export type Answer = (request: SeenRequest, response: ServerResponse, count: number) => void | Promise<void>;

/** Starts a server on 127.0.0.1 that is closed, with all its connections, after the test. */
export async function startOutside(answer: Answer): Promise<Outside> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const entry = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
    seen.push(entry);
    await answer(entry, response, seen.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
