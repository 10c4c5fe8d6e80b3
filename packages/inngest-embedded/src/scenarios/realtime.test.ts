import { type Inngest, realtime, staticSchema } from "inngest";
import { getSubscriptionToken } from "inngest/realtime";
import { describe, expect, it, onTestFinished } from "vitest";
import { EMBEDDED_BASE_URL } from "../index.ts";
import { createTestEngine, on, patient, type TestEngine } from "../testing/test-engine.ts";

interface Listener {
  readonly response: Response;
  /** What has come so far, without heartbeats. */
  readonly text: () => string;
  readonly messages: () => Record<string, unknown>[];
  readonly ended: Promise<unknown>;
}

async function listen(test: TestEngine, token: string): Promise<Listener> {
  const response = await test.engine.fetch(`${EMBEDDED_BASE_URL}/v1/realtime/sse?token=${token}`);
  let text = "";
  const reader = response.body?.getReader();
  const ended = (async () => {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      text += new TextDecoder().decode(read.value).replaceAll(/^:\n\n/g, "");
    }
  })().catch((error: unknown) => error);
  onTestFinished(() => void reader?.cancel().catch(() => {}));
  const messages = (): Record<string, unknown>[] =>
    text
      .split("\n\n")
      .filter((part) => part.startsWith("data: "))
      .map((part) => JSON.parse(part.slice(6)) as Record<string, unknown>);
  return { response, text: () => text, messages, ended };
}

async function tokenFor(test: TestEngine, channel: string, topics: string[]): Promise<string> {
  const body = JSON.stringify(topics.map((name) => ({ channel, name, kind: "run" })));
  const answer = await test.engine.fetch(`${EMBEDDED_BASE_URL}/v1/realtime/token`, { method: "POST", body });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { jwt: string }).jwt;
}

function publish(
  test: TestEngine,
  query: string,
  body: string | ReadableStream,
  headers?: Record<string, string>,
): Promise<Response> {
  const init = { method: "POST", body, headers: headers ?? {}, duplex: "half" } as RequestInit;
  return test.engine.fetch(`${EMBEDDED_BASE_URL}/v1/realtime/publish${query}`, init);
}

const rooms = realtime.channel({
  name: (id: string) => `room:${id}`,
  topics: { said: { schema: staticSchema<{ text: string }>() } },
});

describe("realtime", () => {
  it("passes on what steps and functions publish, to those who listen to the topic", async () => {
    const test = createTestEngine();
    const client = test.client as Inngest;
    await test.serve(
      client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
        await step.realtime.publish("tell", rooms("a").said, { text: "durably" });
        await client.realtime.publish(rooms("a").said, { text: "directly" });
        await client.realtime.publish(rooms("b").said, { text: "elsewhere" });
      }),
    );
    const said = await listen(test, await tokenFor(test, "room:a", ["said"]));
    const other = await listen(test, await tokenFor(test, "room:a", ["whispered"]));
    expect(said.response.headers.get("content-type")).toBe("text/event-stream");
    await test.send("go");
    const run = test.onlyRun("fn");
    expect(run).toMatchObject({ status: "completed", steps: [{ name: "tell", op: "StepRun", status: "completed" }] });
    await expect.poll(() => said.messages().length, patient).toBe(2);
    expect(said.messages()).toMatchObject([
      { kind: "data", channel: "room:a", topic: "said", data: { text: "durably" }, run_id: run.runId },
      { data: { text: "directly" } },
    ]);
    expect(other.messages()).toEqual([]);
  });

  it("the SDK gets its tokens from the engine", async () => {
    const test = createTestEngine();
    const { key } = await getSubscriptionToken(test.client as Inngest, { channel: rooms("a"), topics: ["said"] });
    const listener = await listen(test, key ?? "");
    await publish(test, "?channel=room:a&topic=said", "plain text");
    await expect.poll(() => listener.messages(), patient).toMatchObject([{ data: "plain text" }]);
  });

  it("streams arrive in pieces, under one id", async () => {
    const test = createTestEngine();
    const listener = await listen(test, await tokenFor(test, "c", ["t"]));
    const body = new ReadableStream({
      start(controller) {
        for (const part of ["one ", "two"]) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    expect((await publish(test, "?channel=c&topic=t", body, { "content-type": "text/stream" })).status).toBe(200);
    await expect.poll(() => listener.messages().length, patient).toBe(4);
    const kinds = listener.messages().map(({ kind, data }) => [kind, data]);
    const id = listener.messages()[0]?.data;
    expect(kinds).toEqual([
      ["datastream-start", id],
      ["chunk", "one "],
      ["chunk", "two"],
      ["datastream-end", id],
    ]);
    expect(
      new Set(
        listener
          .messages()
          .slice(1)
          .map((message) => message.stream_id),
      ),
    ).toEqual(new Set([id]));
  });

  it("bytes are passed on as they come", async () => {
    const test = createTestEngine();
    const listener = await listen(test, await tokenFor(test, "c", ["t"]));
    const answer = await publish(test, "/tee?channel=c", "event: x\ndata: 1\n\n");
    expect(answer.status).toBe(200);
    await expect.poll(() => listener.text(), patient).toBe("event: x\ndata: 1\n\n");
  });

  it("tokens are checked, and expire", async () => {
    const test = createTestEngine();
    const token = await tokenFor(test, "c", ["t"]);
    expect((await listen(test, "")).response.status).toBe(401);
    expect((await listen(test, `${token}x`)).response.status).toBe(401);
    expect((await listen(test, token)).response.status).toBe(200);
    await test.advance(10 * 60_000);
    expect((await listen(test, token)).response.status).toBe(401);
  });

  it("requests that make no sense are refused", async () => {
    const test = createTestEngine();
    expect((await publish(test, "?channel=c", "1")).status).toBe(400);
    expect((await publish(test, "?topic=t", "1")).status).toBe(400);
    expect((await publish(test, "/tee", "1")).status).toBe(400);
    expect((await publish(test, "?channel=c&topic=t", "x".repeat(512 * 1024 + 1))).status).toBe(413);
    for (const body of ["", "[]", '[{"channel":"a","name":"t"},{"channel":"b","name":"t"}]', '[{"channel":"a"}]']) {
      const answer = await test.engine.fetch(`${EMBEDDED_BASE_URL}/v1/realtime/token`, { method: "POST", body });
      expect(answer.status).toBe(400);
    }
  });

  it("a reader that falls behind is cut off, and others are not", async () => {
    const test = createTestEngine();
    const token = await tokenFor(test, "c", ["t"]);
    const lazy = await test.engine.fetch(`${EMBEDDED_BASE_URL}/v1/realtime/sse?token=${token}`);
    const eager = await listen(test, token);
    const piece = JSON.stringify("x".repeat(400_000));
    for (let count = 0; count < 4; count += 1) {
      await publish(test, "?channel=c&topic=t", piece);
      await expect.poll(() => eager.messages().length, patient).toBe(count + 1);
    }
    await expect(lazy.text()).rejects.toThrow("too slowly");
  });

  it("streams end when the engine stops", async () => {
    const test = createTestEngine();
    const listener = await listen(test, await tokenFor(test, "c", ["t"]));
    await test.engine.stop();
    expect(await listener.ended).toBeUndefined();
  });
});
