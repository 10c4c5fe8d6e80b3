import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

/** What goes wrong with the requests a fault meets. */
export interface FakeFault {
  /** Only requests whose path holds this; every one unless given. */
  readonly path?: string;
  /** How many requests it meets; 1 unless given. */
  readonly times?: number;
  /** How many requests that would meet it are let through first. */
  readonly after?: number;
  /** Answers with this status, and does nothing. */
  readonly status?: number;
  /** Body of that answer, as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers so many milliseconds late. */
  readonly delayMs?: number;
  /** Closes the connection instead of answering, or in the middle of the answer. */
  readonly drop?: "before" | "half";
  /** Sends half of the answer as if it were the whole. */
  readonly truncated?: true;
  /** Leaves out so many vectors. */
  readonly missingVectors?: number;
  /** Returns vectors of this size, whatever was asked. */
  readonly dimensions?: number;
}

/** One request the fake got; `at` counts from 0. */
export interface FakeRequestNote {
  readonly at: number;
  readonly path: string;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  /** Status it was answered with; 0 when the connection was closed. */
  readonly status: number;
}

export interface FakeReply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, as plain text, instead of a body. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeMessage {
  readonly path: string;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly fault: FakeFault;
}

/** A service over HTTP on a loopback port, with a record of its requests. */
export interface FakeHttp {
  readonly url: string;
  readonly requests: readonly FakeRequestNote[];
  fail(fault: FakeFault): void;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1; faults added first are met first. */
export async function startFakeHttp(service: (message: FakeMessage) => FakeReply): Promise<FakeHttp> {
  const requests: FakeRequestNote[] = [];
  let waiting: { readonly fault: FakeFault; left: number; after: number }[] = [];

  function takeFault(path: string): FakeFault {
    for (const entry of waiting) {
      if (!path.includes(entry.fault.path ?? "")) continue;
      if (entry.after-- > 0) continue;
      entry.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return entry.fault;
    }
    return {};
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat((await Array.fromAsync(incoming)) as Buffer[]).toString();
    const path = new URL(incoming.url ?? "/", "http://127.0.0.1").pathname;
    const headers = new Headers(incoming.headers as Record<string, string>);
    const body = JSON.parse(text || "{}") as Record<string, unknown>;
    const fault = takeFault(path);
    const note = (status: number) => requests.push({ at: requests.length, path, headers, body, status });
    if (fault.delayMs !== undefined) await setTimeout(fault.delayMs);
    if (fault.drop === "before") {
      note(0);
      return void incoming.socket.destroy();
    }
    const reply = fault.status === undefined ? service({ path, headers, body, fault }) : undefined;
    const status = reply?.status ?? fault.status ?? 200;
    const answer = reply === undefined ? (fault.text ?? "{}") : (reply.text ?? JSON.stringify(reply.body));
    note(fault.drop === "half" ? 0 : status);
    response.writeHead(status, {
      "content-type": answer.startsWith("<")
        ? "text/html"
        : reply?.text === undefined
          ? "application/json"
          : "text/plain",
      ...reply?.headers,
      ...fault.headers,
    });
    if (fault.drop === "half") {
      response.write(answer.slice(0, answer.length / 2), () => incoming.socket.destroy());
    } else response.end(fault.truncated ? answer.slice(0, answer.length / 2) : answer);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => response.writeHead(500).end(`The fake failed: ${error}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail(fault) {
      waiting.push({ fault, left: fault.times ?? 1, after: fault.after ?? 0 });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
