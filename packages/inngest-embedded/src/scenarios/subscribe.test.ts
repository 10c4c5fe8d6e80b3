import { connect } from "node:net";
import { Inngest, realtime, staticSchema } from "inngest";
import { subscribe } from "inngest/realtime";
import { describe, expect, it, onTestFinished } from "vitest";
import { type EngineServer, serveEngine } from "../http/server.ts";
import { createTestEngine, patient, type TestEngine } from "../testing/test-engine.ts";

const room = realtime.channel({ name: "room", topics: { said: { schema: staticSchema<{ text: string }>() } } });

async function serve(): Promise<{ test: TestEngine; server: EngineServer; client: Inngest }> {
  const test = createTestEngine();
  const server = await serveEngine(test.engine, { port: 0 });
  onTestFinished(() => server.close());
  return { test, server, client: new Inngest({ id: "reader", isDev: true, baseUrl: server.url ?? "" }) };
}

describe("the SDK's subscribe", () => {
  it("gets what is published, by WebSocket", async () => {
    const { client } = await serve();
    const got: unknown[] = [];
    const subscription = await subscribe({
      app: client,
      channel: room,
      topics: ["said"],
      onMessage: ({ data }: { readonly data: unknown }) => void got.push(data),
    });
    await client.realtime.publish(room.said, { text: "short" });
    await client.realtime.publish(room.said, { text: "long ".repeat(20_000) });
    await expect.poll(() => got.length, patient).toBe(2);
    expect(got).toEqual([{ text: "short" }, { text: "long ".repeat(20_000) }]);
    subscription.close();
  });

  it("ends when the server closes or the engine stops", async () => {
    for (const end of ["close", "stop"] as const) {
      const { test, server, client } = await serve();
      const stream = await subscribe({ app: client, channel: room, topics: ["said"] });
      const reader = stream.getReader();
      await (end === "close" ? server.close() : test.engine.stop());
      expect(await reader.read()).toMatchObject({ done: true });
    }
  });

  it("is refused without a token, and what is no WebSocket is not served", async () => {
    const { server } = await serve();
    const handshake = (path: string, version = "13"): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(server.port ?? 0, "127.0.0.1");
        let text = "";
        socket.on("data", (chunk) => {
          text += String(chunk);
        });
        socket.once("close", () => resolve(text.split("\r\n")[0] ?? ""));
        const head = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n`;
        socket.write(`${head}sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-version: ${version}\r\n\r\n`);
      });
    expect(await handshake("/v1/realtime/connect?token=x")).toContain("401");
    expect(await handshake("/v1/realtime/connect")).toContain("401");
    expect(await handshake("/elsewhere")).toContain("404");
    expect(await handshake("//")).toContain("404");
    expect(await handshake("/v1/realtime/connect", "8")).toContain("404");
  });
});
