import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Inngest, NonRetriableError, step, fetch as stepFetch } from "inngest";
import { stream } from "inngest/experimental/durable-endpoints";
import { createEndpointServer, endpointAdapter } from "inngest/node";
import { describe, expect, it, onTestFinished } from "vitest";
import { EMBEDDED_BASE_URL, EmbeddedInngestError, type RunDetails } from "../index.ts";
import { crashCopy, createTestFolder } from "../testing/crash-copy.ts";
import { startOutside } from "../testing/outside.ts";
import { createTestEngine, patient, type TestEngine, type TestEngineOptions } from "../testing/test-engine.ts";

const signingKey = "signkey-test-0123456789abcdef0123456789abcdef";

interface Endpoint {
  readonly test: TestEngine;
  readonly url: string;
  readonly server: Server;
  /** The only run of the endpoint. */
  run(): RunDetails;
  /** Asks the engine for an address it gave out. */
  ask(location: string | null): Promise<Response>;
  /** Has the app talk to another engine from now on. */
  use(other: TestEngine): void;
}

const ignore = (): void => {};
const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, flush: async (): Promise<void> => {} };

/** Serves a durable endpoint on this machine that reports to an engine in this process. */
async function serveEndpoint(
  handler: (request: Request) => Promise<unknown>,
  options: TestEngineOptions = {},
): Promise<Endpoint> {
  let test = createTestEngine(options);
  const client = new Inngest({
    id: "api",
    ...(options.signingKey === undefined ? { isDev: true } : { isDev: false, signingKey: options.signingKey }),
    logger,
    endpointAdapter,
    baseUrl: EMBEDDED_BASE_URL,
    fetch: (...parameters: Parameters<typeof fetch>) => test.engine.fetch(...parameters),
  });
  const server = createEndpointServer(client.endpoint(handler as (request: Request) => Promise<Response>));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  onTestFinished(() => test.engine.stop({ drainMs: 0 }));
  await test.engine.start();
  return {
    test,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    run() {
      const [run, ...others] = test.engine.runs.list();
      const details = run && others.length === 0 ? test.engine.runs.get(run.runId) : undefined;
      if (!details) throw new Error("There is not exactly one run.");
      return details;
    },
    ask: (location) => test.engine.fetch(location ?? ""),
    use(other) {
      test = other;
    },
  };
}

describe("a durable endpoint", () => {
  it("that needs no waiting answers its caller directly, and its steps are kept", async () => {
    const { url, run } = await serveEndpoint(async (request) => {
      const n = Number(new URL(request.url).searchParams.get("n"));
      const double = await step.run("double", () => n * 2);
      return Response.json({ double }, { status: 202 });
    });
    const answer = await fetch(`${url}/double?n=4`);
    expect([answer.status, await answer.json()]).toEqual([202, { double: 8 }]);
    await expect.poll(() => run().status, patient).toBe("completed");
    expect(run()).toMatchObject({
      appId: url,
      functionId: "GET /double",
      steps: [{ name: "double", status: "completed", output: 8 }],
    });
  });

  it("that sleeps sends its caller to where the output will be", async () => {
    const ran: string[] = [];
    const { test, url, run, ask } = await serveEndpoint(async (request) => {
      const n = Number(new URL(request.url).searchParams.get("n"));
      const a = await step.run("a", () => ran.push("a") && n);
      await step.sleep("nap", "1h");
      const [b, c] = await Promise.all([
        step.run("b", () => ran.push("b") && 2),
        step.run("c", () => ran.push("c") && 3),
      ]);
      return `${a} ${b} ${c}`;
    });
    const first = await fetch(`${url}/sum?n=1`, { redirect: "manual" });
    expect(first.status).toBe(302);
    await test.advance(3_599_999);
    const output = ask(first.headers.get("location"));
    await test.advance(1);
    const answer = await output;
    expect([answer.status, await answer.json()]).toEqual([200, "1 2 3"]);
    expect(run()).toMatchObject({
      status: "completed",
      steps: [{ name: "a" }, { name: "nap" }, { name: "b" }, { name: "c" }],
    });
    expect(ran.toSorted()).toEqual(["a", "b", "c"]);
    // And again, after the run is over.
    expect(await (await ask(first.headers.get("location"))).json()).toBe("1 2 3");
  });

  it("may fetch through the engine", async () => {
    const outside = await startOutside((_request, response) => void response.end("from outside"));
    const { test, url, ask } = await serveEndpoint(async () => (await stepFetch(outside.url)).text(), {
      egress: { allow: ["127.0.0.1"], allowPrivate: true },
    });
    const first = await fetch(url, { redirect: "manual" });
    await test.engine.idle();
    expect(await (await ask(first.headers.get("location"))).json()).toBe("from outside");
  });

  it("a step that fails is repeated as often as a function's, its first attempt included", async () => {
    let attempts = 0;
    const { test, url, run, ask } = await serveEndpoint(async () => {
      await step.run("fails", () => {
        attempts += 1;
        throw new Error("boom");
      });
    });
    const first = await fetch(url, { redirect: "manual" });
    expect(first.status).toBe(302);
    await test.advance(60_000);
    expect(attempts).toBe(4);
    expect(run()).toMatchObject({ status: "failed", steps: [{ status: "failed", attempts: 4 }] });
    const answer = await ask(first.headers.get("location"));
    expect([answer.status, await answer.json()]).toEqual([500, { error: "boom", status: 500 }]);
  });

  it("an error outside of steps is repeated too, and a final step error can be caught", async () => {
    let calls = 0;
    const { test, url, run } = await serveEndpoint(async () => {
      await step.run("fails", () => Promise.reject(new NonRetriableError("never"))).catch(() => {});
      calls += 1;
      if (calls < 3) throw new Error("not yet");
      return "at last";
    });
    await fetch(url, { redirect: "manual" });
    await test.advance(60_000);
    expect(run()).toMatchObject({ status: "completed", steps: [{ status: "failed", attempts: 1 }] });
    expect(calls).toBe(3);
  });

  it("streams to its caller, and after a sleep to those who listen at the engine", async () => {
    const { test, url } = await serveEndpoint(async () => {
      await step.run("a", () => stream.push("directly"));
      await step.sleep("nap", "1h");
      await step.run("b", () => stream.push("later"));
      return Response.json("done");
    });
    const first = await fetch(url, { headers: { accept: "text/event-stream" } });
    const text = await first.text();
    expect(text).toContain('"data":"directly"');
    const address = /"url":"([^"]+)"/.exec(text)?.[1] ?? "";
    const listener = await test.engine.fetch(address);
    expect(listener.headers.get("content-type")).toBe("text/event-stream");
    await test.advance(3_600_000);
    let later = "";
    for await (const chunk of listener.body ?? []) {
      later += new TextDecoder().decode(chunk);
      if (later.includes("inngest.response")) break;
    }
    expect(later).toContain('"data":"later"');
    expect(later).toContain('"status":"succeeded"');
    expect(later).not.toContain("directly");
  });

  it("goes on after a restart of the engine", async () => {
    const ran: string[] = [];
    const file = join(createTestFolder(), "engine.db");
    const endpoint = await serveEndpoint(
      async () => {
        await step.run("a", () => ran.push("a"));
        await step.sleep("nap", "1h");
        await step.run("b", () => ran.push("b"));
        return "ok";
      },
      { file },
    );
    const first = await fetch(endpoint.url, { redirect: "manual" });
    const second = createTestEngine({ file: crashCopy(file) });
    endpoint.use(second);
    await second.engine.start();
    await second.advance(3_600_000);
    expect(await (await endpoint.ask(first.headers.get("location"))).json()).toBe("ok");
    expect(ran).toEqual(["a", "b"]);
  });

  it.each(["GET", "POST"])("is called again with a signed %s, and has to sign its answer", async (method) => {
    const { test, url, run } = await serveEndpoint(
      async () => {
        await step.sleep("nap", "1h");
        return "ok";
      },
      { signingKey },
    );
    const body = method === "POST" ? JSON.stringify({ b: 1, a: [2] }) : null;
    const first = await fetch(url, {
      method,
      body,
      redirect: "manual",
      headers: { "content-type": "application/json" },
    });
    expect(first.status).toBe(302);
    await test.advance(3_600_000);
    expect(run()).toMatchObject({ status: "completed" });
  });

  it("that does not know the key is not believed", async () => {
    const { test, url, run, use } = await serveEndpoint(async () => {
      await step.sleep("nap", "1h");
      return "ok";
    });
    const other = createTestEngine({ signingKey });
    use(other);
    await other.engine.start();
    await fetch(url, { redirect: "manual" });
    await other.advance(3_600_000 + 60_000);
    expect(run()).toMatchObject({ status: "failed", error: { message: expect.stringContaining("not signed") } });
    await test.engine.stop();
  });

  it("that falls silent while it answers is called again", async () => {
    let calls = 0;
    const ran: string[] = [];
    const { test, url, run, server } = await serveEndpoint(async () => {
      await step.run("a", () => ran.push("a"));
      calls += 1;
      if (calls === 1) {
        server.closeAllConnections();
        await new Promise(ignore);
      }
      await step.run("b", () => ran.push("b"));
      return "ok";
    });
    await expect(fetch(url)).rejects.toThrow();
    expect(run()).toMatchObject({ status: "running", steps: [{ name: "a" }] });
    await test.advance(15 * 60_000);
    expect(run()).toMatchObject({ status: "completed" });
    expect(ran).toEqual(["a", "b"]);
  });

  it("that is gone is retried, then its run fails", async () => {
    const { test, url, run, server } = await serveEndpoint(async () => {
      await step.sleep("nap", "1m");
      return "ok";
    });
    await fetch(url, { redirect: "manual" });
    server.closeAllConnections();
    server.close();
    await test.advance(600_000);
    expect(run()).toMatchObject({ status: "failed" });
    expect(run().error?.message).toContain("cannot be called");
  });
});

describe("what endpoints report", () => {
  const event = {
    name: "inngest/http.request",
    data: { domain: "http://127.0.0.1:1", method: "GET", path: "/x", query_params: "", content_type: "", body: "" },
  };
  const runId = "01JD9Z0000000000000000000A";
  const send = (test: TestEngine, path: string, body: unknown): Promise<Response> =>
    test.engine.fetch(`${EMBEDDED_BASE_URL}${path}`, { method: "POST", body: JSON.stringify(body) });

  it("twice is kept once", async () => {
    const test = createTestEngine();
    const steps = [{ id: "s", op: "StepRun", displayName: "s", data: 1 }];
    for (let count = 0; count < 2; count += 1) {
      const answer = await send(test, "/v1/checkpoint", { run_id: runId, event, steps, retries: 3 });
      expect(answer.status).toBe(200);
    }
    expect(test.engine.runs.get(runId)).toMatchObject({ status: "running", steps: [{ name: "s", output: 1 }] });
    await send(test, `/v1/checkpoint/${runId}/steps`, {
      run_id: runId,
      steps: [{ id: "c", op: "RunComplete", data: null }],
    });
    expect(test.engine.runs.get(runId)).toMatchObject({ status: "completed" });
  });

  it("wrongly is refused", async () => {
    const test = createTestEngine();
    const good = { run_id: runId, event, steps: [], retries: 3 };
    const domain = (text: string): unknown => ({ ...event, data: { ...event.data, domain: text } });
    const cases: [unknown, number][] = [
      [null, 400],
      [{ ...good, run_id: "x" }, 400],
      [{ ...good, event: { name: "other", data: {} } }, 400],
      [{ ...good, steps: [{}] }, 400],
      [{ ...good, steps: "none" }, 400],
      [{ ...good, event: domain("http://10.0.0.1") }, 403],
      [{ ...good, event: domain("http://127.0.0.1.example.com") }, 403],
      [{ ...good, event: domain("file:///etc") }, 400],
    ];
    for (const [body, status] of cases) expect((await send(test, "/v1/checkpoint", body)).status).toBe(status);
    expect((await send(test, "/v1/checkpoint/nobody/steps", { steps: [] })).status).toBe(404);
    expect(test.engine.runs.list()).toEqual([]);
  });

  it("is what the endpoint is called again with", async () => {
    const outside = await startOutside((_request, response) => {
      const operation = {
        id: "complete",
        op: "RunComplete",
        data: { status: 201, headers: { "x-mine": "1" }, body: "made" },
      };
      response.writeHead(206, { "x-inngest-sdk": "inngest-js:v4.24.0" }).end(JSON.stringify(operation));
    });
    const test = createTestEngine();
    await test.engine.start();
    const data = {
      domain: outside.url,
      method: "POST",
      path: "/x",
      query_params: "a=1&b=2",
      content_type: "text/x",
      body: "hi",
    };
    const steps = [{ id: "n", op: "Sleep", name: "1s", displayName: "nap" }];
    const begun = await send(test, "/v1/checkpoint", {
      run_id: runId,
      event: { ...event, data },
      steps,
      request_version: 2,
    });
    const { token } = ((await begun.json()) as { data: { token: string } }).data;
    await test.advance(1000);
    expect(outside.seen).toMatchObject([
      {
        method: "POST",
        path: "/x?a=1&b=2",
        body: "hi",
        headers: {
          "content-type": "text/x",
          "x-run-id": runId,
          "x-inngest-signature": "",
          "x-inngest-step-id": "step",
          "x-inngest-force-step-plan": "false",
        },
      },
    ]);
    const output = await test.engine.fetch(`${EMBEDDED_BASE_URL}/v1/http/runs/${runId}/output?token=${token}`);
    expect([output.status, output.headers.get("x-mine"), await output.text()]).toEqual([201, "1", "made"]);
  });

  it("from an origin of the option endpointOrigins is taken, and no other", async () => {
    expect(() => createTestEngine({ endpointOrigins: ["example.com"] })).toThrow(EmbeddedInngestError);
    const test = createTestEngine({ endpointOrigins: ["https://api.example.com"] });
    const there = { ...event, data: { ...event.data, domain: "https://api.example.com" } };
    expect((await send(test, "/v1/checkpoint", { run_id: runId, event, steps: [] })).status).toBe(403);
    expect((await send(test, "/v1/checkpoint", { run_id: runId, event: there, steps: [] })).status).toBe(200);
  });

  it("the output is only for those with its token", async () => {
    const test = createTestEngine();
    const answer = await send(test, "/v1/checkpoint", { run_id: runId, event, steps: [] });
    const { data } = (await answer.json()) as { data: { token: string; realtime_token: string } };
    const ask = (token: string): Promise<Response> =>
      test.engine.fetch(`${EMBEDDED_BASE_URL}/v1/http/runs/${runId}/output?token=${token}`);
    expect((await ask("")).status).toBe(401);
    expect((await ask(data.realtime_token)).status).toBe(401);
    const waiting = ask(data.token);
    await test.advance(4 * 60_000);
    expect((await waiting).status).toBe(504);
  });
});
