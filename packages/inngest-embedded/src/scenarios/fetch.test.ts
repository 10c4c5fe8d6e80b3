import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fetch as stepFetch } from "inngest";
import { describe, expect, it, onTestFinished } from "vitest";
import { type EgressOptions, EmbeddedInngestError } from "../index.ts";
import { crashCopy, createTestFolder } from "../testing/crash-copy.ts";
import { type Answer, type Outside, startOutside } from "../testing/outside.ts";
import { createGate, createTestEngine, on, patient, type TestEngine } from "../testing/test-engine.ts";

const local: EgressOptions = { allow: ["127.0.0.1"], allowPrivate: true };

/** A function that fetches one address and tells what came of it; a failed step is caught. */
async function serveFetcher(test: TestEngine, url: string, init?: RequestInit, retries = 1): Promise<void> {
  onTestFinished(() => test.engine.stop({ drainMs: 0 }));
  await test.serve(
    test.client.createFunction({ id: "fn", retries: retries as 1, ...on("go") }, async () => {
      const response = await stepFetch(url, init);
      return { status: response.status, body: await response.text(), type: response.headers.get("content-type") };
    }),
  );
}

async function fetchOnce(
  answer: Answer,
  { egress = local, path = "/", init }: { egress?: EgressOptions; path?: string; init?: RequestInit } = {},
): Promise<{ test: TestEngine; outside: Outside }> {
  const outside = await startOutside(answer);
  const test = createTestEngine({ egress });
  await serveFetcher(test, outside.url + path, init);
  await test.send("go");
  return { test, outside };
}

describe("step.fetch", () => {
  it("is made by the engine and gives status, headers and body", async () => {
    const { test, outside } = await fetchOnce(
      (_request, response) => void response.writeHead(201, { "content-type": "text/plain" }).end("created"),
      { path: "/things?a=1", init: { method: "POST", body: "hello", headers: { "X-Mine": "1" } } },
    );
    expect(test.onlyRun("fn")).toMatchObject({
      status: "completed",
      output: { status: 201, body: "created", type: "text/plain" },
      steps: [{ name: "step.fetch: 127.0.0.1", op: "Gateway", status: "completed", attempts: 1 }],
    });
    expect(outside.seen).toMatchObject([
      { method: "POST", path: "/things?a=1", body: "hello", headers: { "x-mine": "1" } },
    ]);
  });

  it("an error status is an answer like any other", async () => {
    const { test, outside } = await fetchOnce((_request, response) => void response.writeHead(503).end("busy"));
    expect(test.onlyRun("fn").output).toMatchObject({ status: 503, body: "busy" });
    expect(outside.seen).toHaveLength(1);
  });

  it("answers without a body and compressed ones", async () => {
    const empty = await fetchOnce((_request, response) => void response.writeHead(204).end());
    expect(empty.test.onlyRun("fn").output).toMatchObject({ status: 204, body: "" });
    const packed = await fetchOnce((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("unpacked"));
    });
    expect(packed.test.onlyRun("fn").output).toMatchObject({ status: 200, body: "unpacked" });
  });

  it("goes on with other steps, in parallel and in a race", async () => {
    const outside = await startOutside((request, response) => void response.end(request.path));
    const test = createTestEngine({ egress: local });
    await test.serve(
      test.client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
        const read = async (path: string): Promise<string> => (await stepFetch(outside.url + path)).text();
        const both = await Promise.all([read("/a"), read("/b"), step.run("c", () => "c"), step.sleep("nap", "1m")]);
        return step.run("last", () => both);
      }),
    );
    await test.send("go");
    await test.advance(60_000);
    expect(test.onlyRun("fn")).toMatchObject({ status: "completed", output: ["/a", "/b", "c", null] });
    expect(outside.seen).toHaveLength(2);
  });

  it("is repeated when the connection fails, and an error the code may catch after the last attempt", async () => {
    const { test, outside } = await fetchOnce((_request, response, count) => {
      if (count === 0) response.destroy();
      else response.end("second time");
    });
    expect(test.onlyRun("fn")).toMatchObject({
      status: "running",
      steps: [{ status: "open", attempts: 1, error: { name: "GatewayError" } }],
    });
    await test.advance(1000);
    expect(test.onlyRun("fn")).toMatchObject({
      output: { body: "second time" },
      steps: [{ attempts: 2, error: null }],
    });
    expect(outside.seen).toHaveLength(2);

    const dead = createTestEngine({ egress: local });
    await serveFetcher(dead, "http://127.0.0.1:1/");
    await dead.send("go");
    await dead.advance(10_000);
    expect(dead.onlyRun("fn")).toMatchObject({
      status: "failed",
      steps: [{ status: "failed", attempts: 2, error: { name: "GatewayError" } }],
    });
    expect(dead.onlyRun("fn").steps[0]?.error?.message).toContain("127.0.0.1:1");
  });

  it("does not keep functions from being called, however many wait for an answer", async () => {
    const gate = createGate();
    const outside = await startOutside(async (_request, response) => {
      await gate.opened;
      response.end("late");
    });
    const test = createTestEngine({ egress: local, maxConcurrentCalls: 2 });
    await test.serve(
      test.client.createFunction({ id: "slow", ...on("go") }, async () => (await stepFetch(outside.url)).text()),
      test.client.createFunction({ id: "quick", ...on("quick") }, () => "quick"),
    );
    await test.client.send([1, 2, 3, 4].map(() => ({ name: "go" })));
    await expect.poll(() => outside.seen.length, patient).toBe(4);
    await test.client.send({ name: "quick" });
    await expect.poll(() => test.runsOf("quick")[0]?.status, patient).toBe("completed");
    gate.open();
    await test.engine.idle();
    expect(test.runsOf("slow").map((run) => run.output)).toEqual(["late", "late", "late", "late"]);
  });

  it("keeps a place under the function's concurrency", async () => {
    let most = 0;
    let now = 0;
    const outside = await startOutside(async (_request, response) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      response.end("ok");
    });
    const test = createTestEngine({ egress: local });
    await test.serve(
      test.client.createFunction({ id: "fn", concurrency: 2, ...on("go") }, async () =>
        (await stepFetch(outside.url)).text(),
      ),
    );
    await test.client.send([1, 2, 3, 4, 5].map(() => ({ name: "go" })));
    await test.engine.idle();
    expect([most, outside.seen.length]).toEqual([2, 5]);
  });

  it("refuses what no request can be", async () => {
    const cases: [string, RequestInit][] = [
      ["http://127.0.0.1/", { method: "GET", body: "x" }],
      ["http://127.0.0.1/", { method: "CONNECT" }],
      ["http://127.0.0.1/", { method: "POST", body: new Uint8Array([1]) }],
    ];
    for (const [url, init] of cases) {
      const test = createTestEngine({ egress: local });
      await serveFetcher(test, url, init);
      await test.send("go");
      expect(test.onlyRun("fn")).toMatchObject({ status: "failed", error: { name: "InvalidStepError" } });
    }
  });

  it("sends no header about the connection, but the body of any method", async () => {
    const { outside } = await fetchOnce((_request, response) => void response.end(), {
      init: { method: "DELETE", body: "these", headers: { host: "elsewhere", "transfer-encoding": "chunked" } },
    });
    expect(outside.seen).toMatchObject([{ method: "DELETE", body: "these" }]);
    expect(outside.seen[0]?.headers.host).toMatch(/^127/);
    expect(outside.seen[0]?.headers).not.toHaveProperty("transfer-encoding");
  });

  it("a failed one can be caught", async () => {
    const test = createTestEngine();
    await test.serve(
      test.client.createFunction({ id: "fn", ...on("go") }, async () => {
        try {
          return await stepFetch("http://example.com/").then((response) => response.status);
        } catch (error) {
          return error instanceof Error ? error.message : "?";
        }
      }),
    );
    await test.send("go");
    expect(test.onlyRun("fn")).toMatchObject({ status: "completed", output: expect.stringContaining("egress.allow") });
  });
});

describe("what the engine may call", () => {
  const ok: Answer = (_request, response) => void response.end("ok");

  it.each([
    ["nothing unless allowed", undefined, "egress.allow"],
    ["no other host", { allow: ["example.com", "*.127.0.0.1"], allowPrivate: true }, "egress.allow"],
    ["no other port", { allow: ["127.0.0.1:1"], allowPrivate: true }, "egress.allow"],
    ["no private address, unless allowed", { allow: ["127.0.0.1"] }, "egress.allowPrivate"],
    ["no private address by the way of any host", { allow: ["*"] }, "egress.allowPrivate"],
  ])("%s", async (_name, egress, message) => {
    const outside = await startOutside(ok);
    const test = createTestEngine(egress ? { egress } : {});
    await serveFetcher(test, outside.url);
    await test.send("go");
    const run = test.onlyRun("fn");
    expect(run).toMatchObject({ status: "failed", steps: [{ attempts: 1, error: { name: "GatewayError" } }] });
    expect(run.steps[0]?.error?.message).toContain(message);
    expect(outside.seen).toEqual([]);
  });

  it("no name that leads to a private address", async () => {
    const outside = await startOutside(ok);
    const test = createTestEngine({ egress: { allow: ["localhost"] } });
    await serveFetcher(test, outside.url.replace("127.0.0.1", "localhost"));
    await test.send("go");
    expect(test.onlyRun("fn").steps[0]?.error?.message).toContain("localhost leads to a private");
    expect(outside.seen).toEqual([]);
  });

  it("nothing but http, and no passwords in addresses", async () => {
    for (const url of ["ftp://127.0.0.1/", "http://me:secret@127.0.0.1/"]) {
      const test = createTestEngine({ egress: local });
      await serveFetcher(test, url);
      await test.send("go");
      const message = test.onlyRun("fn").steps[0]?.error?.message;
      expect(message).toMatch(/http and https|in a header/);
      expect(message).not.toContain("secret");
    }
  });

  it("options that make no sense are refused", () => {
    for (const egress of [
      { allow: ["https://x.y"] },
      { allow: [""] },
      { allow: [], maxBytes: 0 },
      { allow: [], timeoutMs: 0.5 },
    ]) {
      expect(() => createTestEngine({ egress })).toThrow(EmbeddedInngestError);
    }
  });
});

describe("redirects", () => {
  it("are followed, a POST as GET after 302 and as it was after 307", async () => {
    const { test, outside } = await fetchOnce(
      (request, response) => {
        const next = { "/": ["/kept", 307], "/kept": ["/changed", 302] }[request.path];
        if (next) response.writeHead(Number(next[1]), { location: String(next[0]) }).end();
        else response.end("there");
      },
      { init: { method: "POST", body: "x" } },
    );
    expect(test.onlyRun("fn").output).toMatchObject({ status: 200, body: "there" });
    expect(outside.seen.map(({ method, body }) => [method, body])).toEqual([
      ["POST", "x"],
      ["POST", "x"],
      ["GET", ""],
    ]);
  });

  it("to a host that is not allowed, or a private one, are not", async () => {
    const other = await startOutside((_request, response) => void response.end("secret"));
    const { test } = await fetchOnce((_request, response) => {
      response.writeHead(302, { location: other.url.replace("127.0.0.1", "localhost") }).end();
    });
    expect(test.onlyRun("fn").steps[0]?.error?.message).toContain("may not call localhost");

    const viaFetch = createTestEngine({
      egress: {
        allow: ["*"],
        fetch: async () => new Response(null, { status: 302, headers: { location: "http://169.254.169.254/meta" } }),
      },
    });
    await serveFetcher(viaFetch, "https://example.com/");
    await viaFetch.send("go");
    expect(viaFetch.onlyRun("fn").steps[0]?.error?.message).toContain("169.254.169.254 leads to a private");
    expect(other.seen).toEqual([]);
  });

  it("to another origin leave credentials behind, and do not go round for ever", async () => {
    const other = await startOutside((_request, response) => void response.end("there"));
    const { test, outside } = await fetchOnce(
      (_request, response) => void response.writeHead(302, { location: other.url }).end(),
      { init: { headers: { authorization: "Bearer me", cookie: "a=1", "x-other": "1" } } },
    );
    expect(test.onlyRun("fn").status).toBe("completed");
    expect(outside.seen[0]?.headers.authorization).toBe("Bearer me");
    expect(other.seen[0]?.headers).toMatchObject({ "x-other": "1" });
    expect(other.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(other.seen[0]?.headers).not.toHaveProperty("cookie");

    const round = await fetchOnce((_request, response) => void response.writeHead(302, { location: "/" }).end());
    expect(round.test.onlyRun("fn").steps[0]?.error?.message).toContain("more than 10 times");
  });
});

describe("limits of a call", () => {
  it("an answer beyond maxBytes fails at once, also when it only unpacks to that", async () => {
    const egress = { ...local, maxBytes: 1000 };
    for (const packed of [false, true]) {
      const { test, outside } = await fetchOnce(
        (_request, response) => {
          const body = "x".repeat(100_000);
          if (packed) response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(body));
          else response.end(body);
        },
        { egress },
      );
      expect(test.onlyRun("fn").steps[0]?.error?.message).toContain("exceeds 1000 bytes");
      expect(outside.seen).toHaveLength(1);
    }
  });

  it("an answer that no step can hold is an error too", async () => {
    const { test } = await fetchOnce((_request, response) => void response.end('"'.repeat(3 * 1024 * 1024)));
    expect(test.onlyRun("fn").steps[0]).toMatchObject({ status: "failed", error: { name: "GatewayError" } });
  });

  it("one that takes too long is given up and repeated", async () => {
    const { test } = await fetchOnce(
      (_request, response, count) => {
        response.write("half");
        if (count > 0) response.end(" and half");
      },
      { egress: { ...local, timeoutMs: 60 } },
    );
    expect(test.onlyRun("fn").steps[0]?.error?.message).toContain("within 60 ms");
    await test.advance(1000);
    expect(test.onlyRun("fn").output).toMatchObject({ body: "half and half" });
  });

  it("a cancelled run's call is broken off", async () => {
    const outside = await startOutside(() => {});
    const test = createTestEngine({ egress: local });
    await serveFetcher(test, outside.url);
    await test.client.send({ name: "go" });
    await expect.poll(() => outside.seen.length, patient).toBe(1);
    await test.engine.cancelRun(test.onlyRun("fn").runId);
    await test.engine.idle();
    expect(test.onlyRun("fn").status).toBe("cancelled");
  });
});

describe("a restart in the middle of a call", () => {
  it("makes the call again and counts the attempt; the steps before are not repeated", async () => {
    const gate = createGate();
    const outside = await startOutside(async (_request, response, count) => {
      if (count === 0) await gate.opened;
      response.end(`answer ${count}`);
    });
    const file = join(createTestFolder(), "engine.db");
    const first = createTestEngine({ file, egress: local });
    await serveFetcher(first, outside.url);
    await first.client.send({ name: "go" });
    await expect.poll(() => outside.seen.length, patient).toBe(1);
    const second = createTestEngine({ file: crashCopy(file), egress: local });
    await serveFetcher(second, outside.url);
    await second.engine.idle();
    expect(second.onlyRun("fn")).toMatchObject({ output: { body: "answer 1" }, steps: [{ attempts: 2 }] });
    gate.open();
  });

  it("counts none when the engine was stopped on purpose, and fails the step when there is no attempt left", async () => {
    const outside = await startOutside(() => {});
    const file = join(createTestFolder(), "engine.db");
    const first = createTestEngine({ file, egress: local });
    await serveFetcher(first, outside.url, undefined, 0);
    await first.client.send({ name: "go" });
    await expect.poll(() => outside.seen.length, patient).toBe(1);
    await first.engine.stop({ drainMs: 0 });
    const second = createTestEngine({ file, egress: local });
    await serveFetcher(second, outside.url, undefined, 0);
    await expect.poll(() => outside.seen.length, patient).toBe(2);
    const third = createTestEngine({ file: crashCopy(file), egress: local });
    await serveFetcher(third, outside.url, undefined, 0);
    await third.engine.idle();
    expect(third.onlyRun("fn")).toMatchObject({
      status: "failed",
      steps: [{ error: { name: "ProcessStoppedError" } }],
    });
    expect(outside.seen).toHaveLength(2);
  });
});
