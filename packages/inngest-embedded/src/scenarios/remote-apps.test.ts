import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createTestFolder } from "../testing/crash-copy.ts";
import { createRemoteApp, listen, serveForTest } from "../testing/remote-app.ts";
import { createTestEngine, on } from "../testing/test-engine.ts";

const signingKey = "signkey-test-0123456789abcdef0123456789abcdef";
const otherKey = "signkey-test-fedcba9876543210fedcba9876543210";

describe("apps over HTTP", () => {
  it("runs steps, sleeps and waits of an app asked for its functions", async () => {
    const { engine, clock, onlyRun } = createTestEngine();
    const server = await serveForTest(engine);
    let calls = 0;
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [
        client.createFunction({ id: "fn", ...on("go") }, async ({ event, step }) => {
          calls += 1;
          const one = await step.run("one", () => 1);
          const two = await step.run("two", () => one + 1);
          await step.sleep("nap", "1h");
          return { two, name: event.name };
        }),
      ],
    });
    expect(await engine.registerUrl({ url: app.url })).toEqual({ appId: "remote" });
    await engine.start();
    await app.client.send({ name: "go", data: {} });
    await clock.advance(3_600_000, engine.idle);
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: { two: 2, name: "go" } });
    // Checkpointed over HTTP: both steps in the first call, the end in the second.
    expect(calls).toBe(2);
  });

  it("takes an app that registers on its own", async () => {
    const { engine, onlyRun } = createTestEngine();
    const server = await serveForTest(engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [client.createFunction({ id: "fn", ...on("go") }, () => "done")],
    });
    const answer = await fetch(app.url, { method: "PUT" });
    expect([answer.status, await answer.json()]).toEqual([200, { message: "Successfully registered", modified: true }]);
    await engine.start();
    await app.client.send({ name: "go", data: {} });
    await engine.idle();
    expect(onlyRun("fn")).toMatchObject({ appId: "remote", output: "done" });
  });

  it("lets an app that allows no in-band registration register on its own", async () => {
    vi.stubEnv("INNGEST_ALLOW_IN_BAND_SYNC", "0");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { engine, onlyRun } = createTestEngine();
    const server = await serveForTest(engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [client.createFunction({ id: "fn", ...on("go") }, () => "done")],
    });
    expect(await engine.registerUrl({ url: app.url })).toEqual({ appId: "remote" });
    await engine.start();
    await app.client.send({ name: "go", data: {} });
    await engine.idle();
    expect(onlyRun("fn")).toMatchObject({ output: "done" });
  });

  it("tells an app what is wrong with its functions", async () => {
    const { engine } = createTestEngine();
    const server = await serveForTest(engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [client.createFunction({ id: "fn", triggers: [{ cron: "@daily" }] }, () => null)],
    });
    const answer = await fetch(app.url, { method: "PUT" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("needs five fields");
    await expect(engine.registerUrl({ url: app.url })).rejects.toMatchObject({ code: "invalid-config" });
  });

  it("speaks signed in both directions", async () => {
    const { engine, onlyRun } = createTestEngine({ signingKey });
    const server = await serveForTest(engine, { eventKeys: ["events"] });
    const app = await createRemoteApp({
      baseUrl: server.url,
      signingKey,
      eventKey: "events",
      functions: (client) => [
        client.createFunction({ id: "fn", ...on("go") }, ({ step }) => step.run("a", () => ({ é: "✓", b: 1e21 }))),
      ],
    });
    await engine.registerUrl({ url: app.url });
    await engine.start();
    await app.client.send({ name: "go", data: { z: 1, a: "✓" } });
    await engine.idle();
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: { é: "✓", b: 1e21 } });
    expect((await fetch(app.url, { method: "PUT" })).status).toBe(200);
  });

  it("goes on while keys are changed, on the engine's side first", async () => {
    const { engine, onlyRun } = createTestEngine({ signingKey: otherKey, signingKeyFallback: signingKey });
    const server = await serveForTest(engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      signingKey,
      functions: (client) => [client.createFunction({ id: "fn", ...on("go") }, ({ step }) => step.run("a", () => 1))],
    });
    await engine.registerUrl({ url: app.url });
    await engine.start();
    await app.client.send({ name: "go", data: {} });
    await engine.idle();
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: 1 });
  });

  it("fails runs of an app with another key, saying so", async () => {
    const { engine, advance, onlyRun, send } = createTestEngine({ signingKey });
    const server = await serveForTest(engine);
    const functions = (client: Parameters<Parameters<typeof createRemoteApp>[0]["functions"]>[0]) => [
      client.createFunction({ id: "fn", retries: 1, ...on("go") }, () => 1),
    ];
    const app = await createRemoteApp({ baseUrl: server.url, signingKey, functions });
    await engine.registerUrl({ url: app.url });
    await engine.start();
    await app.leave();
    const port = Number(new URL(app.url).port);
    const stranger = await createRemoteApp({ baseUrl: server.url, signingKey: otherKey, functions });
    await expect(engine.registerUrl({ url: stranger.url })).rejects.toThrow("Give both the same signing key");
    const forger = createServer((_request, response) => {
      response.writeHead(200, { "x-inngest-sdk": "js:v4.24.0", "x-inngest-signature": "t=1&s=00" }).end('"forged"');
    });
    await listen(forger, port);
    await send("go");
    await advance(1000);
    expect(onlyRun("fn")).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("not signed") },
    });
  });

  it("reads streaming answers", async () => {
    const { engine, onlyRun } = createTestEngine({ signingKey });
    const server = await serveForTest(engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      signingKey,
      streaming: true,
      functions: (client) => [
        client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
          await step.run("a", () => 1);
          return "streamed";
        }),
      ],
    });
    await engine.registerUrl({ url: app.url });
    await engine.start();
    await app.client.send({ name: "go", data: {} });
    await engine.idle();
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: "streamed" });
  });

  it("waits for an app that has gone, and goes on when it is back", async () => {
    const { engine, advance, onlyRun, send } = createTestEngine();
    const server = await serveForTest(engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [client.createFunction({ id: "fn", ...on("go") }, () => "back")],
    });
    await engine.registerUrl({ url: app.url });
    await engine.start();
    await app.leave();
    await send("go");
    await advance(2000);
    expect(onlyRun("fn")).toMatchObject({ status: "running" });
    await app.comeBack();
    await advance(1000);
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: "back" });
  });

  it("fails the run of an app that stays away, or that is no app any more, with the reason", async () => {
    const { engine, advance, send, runsOf } = createTestEngine();
    const server = await serveForTest(engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [client.createFunction({ id: "fn", retries: 1, ...on("go") }, () => null)],
    });
    await engine.registerUrl({ url: app.url });
    await engine.start();
    await app.leave();
    await send("go");
    await advance(1000);
    await listen(
      createServer((_request, response) => response.writeHead(404).end("nothing here")),
      Number(new URL(app.url).port),
    );
    await send("go");
    await advance(1000);
    expect(runsOf("fn").map(({ error }) => error?.message)).toEqual([
      expect.stringMatching(/^The app at http:.* cannot be reached: .*ECONNREFUSED/),
      "The answer (status 404) did not come from the Inngest SDK.",
    ]);
  });

  it("says what is at a URL that is no app", async () => {
    const { engine } = createTestEngine();
    const port = await listen(createServer((_request, response) => response.end("hello")));
    const at = (url: string) => engine.registerUrl({ url });
    await expect(at(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "unreachable" });
    await expect(at("http://127.0.0.1:1/api/inngest")).rejects.toThrow("cannot be reached");
    await expect(at("ftp://x")).rejects.toMatchObject({ code: "invalid-config" });
  });

  it("lets the SDK fetch a state of more than 4 MB", async () => {
    const { engine, advance, onlyRun } = createTestEngine();
    const server = await serveForTest(engine);
    const megabyte = "x".repeat(1024 * 1024);
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [
        client.createFunction({ id: "fn", ...on("go") }, async ({ events, step }) => {
          let length = 0;
          for (let n = 0; n < 5; n += 1) length += (await step.run(`part ${n}`, () => megabyte)).length;
          await step.sleep("nap", "1m");
          return { length, events: events.length };
        }),
      ],
    });
    await engine.registerUrl({ url: app.url });
    await engine.start();
    await app.client.send({ name: "go", data: {} });
    await engine.idle();
    await advance(60_000);
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: { length: 5 * 1024 * 1024, events: 1 } });
  });

  it("calls the app again after a restart, without being told of it", async () => {
    const file = join(createTestFolder(), "engine.db");
    const first = createTestEngine({ file });
    const server = await serveForTest(first.engine);
    const app = await createRemoteApp({
      baseUrl: server.url,
      functions: (client) => [
        client.createFunction({ id: "fn", checkpointing: false, ...on("go") }, async ({ step }) => {
          await step.sleep("nap", "1h");
          return "after";
        }),
      ],
    });
    await first.engine.registerUrl({ url: app.url });
    await first.engine.start();
    await app.client.send({ name: "go", data: {} });
    await first.engine.idle();
    await first.engine.stop();
    const second = createTestEngine({ file, clock: first.clock });
    await second.engine.start();
    await second.advance(3_600_000);
    expect(second.onlyRun("fn")).toMatchObject({ status: "completed", output: "after" });
    await second.engine.stop();
  });

  it("forgets the URL of an app that is served in process again", async () => {
    const { engine, client, serve, send, onlyRun } = createTestEngine();
    const server = await serveForTest(engine);
    const port = await listen(createServer((_request, response) => response.writeHead(500).end()));
    const posted = await fetch(`${server.url}/fn/register`, {
      method: "POST",
      body: JSON.stringify({ appName: "app", url: `http://127.0.0.1:${port}/x`, sdk: "js:v4", functions: [] }),
    });
    expect(posted.status).toBe(200);
    await serve(client.createFunction({ id: "fn", ...on("go") }, () => "here"));
    await send("go");
    expect(onlyRun("fn")).toMatchObject({ output: "here" });
  });
});
