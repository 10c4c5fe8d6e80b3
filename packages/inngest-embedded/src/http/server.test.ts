import { request as requestHttp } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hashSigningKey } from "../driver/signing.ts";
import { createTestFolder } from "../testing/crash-copy.ts";
import { serveForTest } from "../testing/remote-app.ts";
import { createTestEngine } from "../testing/test-engine.ts";
import { serveEngine } from "./server.ts";

const signingKey = "signkey-test-0123456789abcdef0123456789abcdef";

/** The status of a GET with these headers, which `fetch` would not let us set. */
function statusWith(url: string | undefined, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(`${url}/dev`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
    request.end();
  });
}

describe("serveEngine", () => {
  it("answers where the SDK looks for a dev server", async () => {
    const { engine } = createTestEngine();
    const { url } = await serveForTest(engine);
    const answer = await fetch(`${url}/dev`);
    expect(await answer.json()).toEqual({ version: "inngest-embedded", functions: [], handlers: [] });
    expect(answer.headers.get("x-inngest-server-kind")).toBe("dev");
    expect((await fetch(`${url}/nothing`)).status).toBe(501);
    expect((await fetch(`${url}/v1/runs/%E0%A4%A`)).status).toBe(400);
  });

  it("survives requests for what is no path", async () => {
    const { engine } = createTestEngine();
    const { url, port } = await serveForTest(engine);
    const socket = connect(port ?? 0, "127.0.0.1");
    const answer = new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString())));
    socket.write("GET // HTTP/1.1\r\nhost: localhost\r\n\r\n");
    expect(await answer).toContain("501");
    socket.destroy();
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it("says that a port is taken", async () => {
    const { engine } = createTestEngine();
    const { port } = await serveForTest(engine);
    await expect(serveEngine(engine, { port: port ?? 0 })).rejects.toMatchObject({
      code: "listen",
      message: `127.0.0.1:${port} is in use by another program. Stop that one, or serve the engine elsewhere.`,
    });
  });

  it("listens beyond this machine only with a signing key", async () => {
    const { engine } = createTestEngine();
    await expect(serveEngine(engine, { host: "0.0.0.0", port: 0 })).rejects.toMatchObject({ code: "invalid-option" });
    const { engine: signed } = createTestEngine({ signingKey });
    const { port } = await serveForTest(signed, { host: "0.0.0.0" });
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  });

  it("refuses names and pages of other machines while it is open to everybody here", async () => {
    const { engine } = createTestEngine();
    const { url } = await serveForTest(engine);
    const refused = [{ host: "evil.example" }, { origin: "https://evil.example" }, { origin: "null" }];
    for (const headers of refused) expect(await statusWith(url, headers)).toBe(403);
    const allowed = [{ host: "localhost:1" }, { host: "[::1]:8288" }, { origin: "http://localhost:3000" }];
    for (const headers of allowed) expect(await statusWith(url, headers)).toBe(200);
  });

  it("wants the hashed signing key everywhere but at /health and /e/:key", async () => {
    const { engine } = createTestEngine({ signingKey, signingKeyFallback: "signkey-test-00" });
    const { url } = await serveForTest(engine, { eventKeys: ["one", "two"] });
    const status = async (path: string, init?: RequestInit) => (await fetch(url + path, init)).status;
    const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
    expect(await status("/health")).toBe(200);
    for (const path of ["/dev", "/v1/runs", "/nothing"]) expect(await status(path)).toBe(401);
    expect(await status("/dev", withKey(signingKey))).toBe(401);
    expect(await status("/dev", withKey(hashSigningKey(signingKey)))).toBe(200);
    expect(await status("/dev", withKey(hashSigningKey("signkey-test-00")))).toBe(200);
    const event = { method: "POST", body: '{"name":"x"}' };
    expect([await status("/e/two", event), await status("/e/three", event)]).toEqual([200, 401]);
    expect((await fetch(`${url}/health`)).headers.get("x-inngest-server-kind")).toBe("cloud");
  });

  it("refuses a body of more than 10 MB, announced or not", async () => {
    const { engine } = createTestEngine();
    const { url } = await serveForTest(engine);
    const body = new Uint8Array(11 * 1024 * 1024);
    const announced = await fetch(`${url}/e/key`, { method: "POST", body }).catch(() => undefined);
    // A client that is still sending may see the connection end before it reads the answer.
    if (announced) expect(announced.status).toBe(413);
    const stream = new Blob([body]).stream();
    const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    const streamed = await fetch(`${url}/e/key`, init).catch(() => undefined);
    if (streamed) expect(streamed.status).toBe(413);
    expect(engine.stats().queued).toBe(0);
  });

  it("serves a Unix socket", async () => {
    const { engine } = createTestEngine();
    const socketPath = join(createTestFolder(), "engine.sock");
    const server = await serveForTest(engine, { socketPath });
    expect(server).toMatchObject({ url: undefined, port: undefined });
    const status = await new Promise((resolve) => {
      requestHttp({ socketPath, path: "/health" }, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(200);
  });

  it("ends open connections when it is closed, and when the engine stops", async () => {
    for (const end of ["close", "stop"] as const) {
      const { engine } = createTestEngine();
      const server = await serveForTest(engine);
      const socket = connect(server.port ?? 0, "127.0.0.1");
      await new Promise((resolve) => socket.once("connect", resolve));
      const closed = new Promise((resolve) => socket.on("error", () => {}).once("close", resolve));
      // Half a request: nothing that a polite ending would wait for.
      socket.write("GET /dev HTTP/1.1\r\n");
      await (end === "close" ? server.close() : engine.stop());
      await closed;
      await expect(fetch(`${server.url}/dev`)).rejects.toThrow();
    }
  });
});
