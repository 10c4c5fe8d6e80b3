import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { silentLogger } from "../logger.ts";
import { listen } from "../testing/remote-app.ts";
import { sendReply } from "./node-reply.ts";
import { fromNodeRequest } from "./node-request.ts";

const options = { kind: "dev", stalledMs: 50, isUnread: () => false, logger: silentLogger } as const;
const encoder = new TextEncoder();

/** Serves one handler; answers its address and how many of its calls have ended. */
async function serve(handle: (message: IncomingMessage, target: ServerResponse) => Promise<void>) {
  const ends: (() => void)[] = [];
  const ended = new Promise<void>((resolve) => void ends.push(resolve));
  const server = createServer((message, target) => void handle(message, target).finally(() => ends[0]?.()));
  const port = await listen(server);
  return { port, url: `http://127.0.0.1:${port}/`, ended };
}

describe("answers over HTTP", () => {
  it("come piece by piece", async () => {
    let push = (_text: string): void => {};
    let finish = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        push = (text) => controller.enqueue(encoder.encode(text));
        finish = () => controller.close();
      },
    });
    const { url } = await serve((_message, target) => sendReply(new Response(body), target, options));
    const answer = await fetch(url);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (const text of ["one", "two"]) {
      push(text);
      expect(await reader?.read()).toEqual({ done: false, value: text });
    }
    finish();
    expect((await reader?.read())?.done).toBe(true);
  });

  it("end at their source when the client has gone", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode("x")),
      cancel: () => {
        cancelled = true;
      },
    });
    const { url, ended } = await serve((_message, target) => sendReply(new Response(body), target, options));
    const gone = new AbortController();
    const answer = await fetch(url, { signal: gone.signal });
    await answer.body?.getReader().read();
    gone.abort();
    await ended;
    expect(cancelled).toBe(true);
  });

  it("are cut off for a client that takes nothing", async () => {
    const megabyte = new Uint8Array(1024 * 1024);
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(megabyte) });
    const { port, ended } = await serve((_message, target) => sendReply(new Response(body), target, options));
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.pause().write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    await ended;
    socket.destroy();
  });

  it("break off with their source", async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("no more")) });
    const { url } = await serve((_message, target) => sendReply(new Response(body), target, options));
    await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
  });
});

describe("bodies over HTTP", () => {
  it("are given up when they take too long, or break off", async () => {
    const failures: unknown[] = [];
    const { port, ended } = await serve(async (message, target) => {
      const { signal } = new AbortController();
      const request = fromNodeRequest(message, { bodyMs: failures.length === 0 ? 20 : 10_000, signal });
      await request.text().catch((error: unknown) => failures.push(error));
      target.destroy();
    });
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nab");
    await ended;
    const other = connect(port, "127.0.0.1").on("error", () => {});
    other.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nab", () => other.end());
    await expect.poll(() => failures).toMatchObject([{ status: 408 }, { status: 400 }]);
  });

  it("can be read as they come", async () => {
    const { url } = await serve(async (message, target) => {
      const { signal } = new AbortController();
      const request = fromNodeRequest(message, { bodyMs: 10_000, signal });
      await sendReply(new Response(request.stream()), target, options);
    });
    const answer = await fetch(url, { method: "POST", body: "back again" });
    expect(await answer.text()).toBe("back again");
  });
});
