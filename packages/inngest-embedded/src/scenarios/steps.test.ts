import { NonRetriableError, RetryAfterError, StepError } from "inngest";
import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../testing/test-engine.ts";

describe("a function with steps", () => {
  it("runs its steps once each, in order, and ends with its result", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const ran: string[] = [];
    const fn = client.createFunction({ id: "sync.orchestrator", ...on("go") }, async ({ event, step }) => {
      const a = await step.run("a", () => ran.push("a"));
      const again = await step.run("a", () => ran.push("a again"));
      await step.run("nothing", () => undefined);
      return { a, again, got: dataOf(event).n, name: event.name };
    });
    await serve(fn);
    await send("go", { n: 7 });
    const run = onlyRun("sync.orchestrator");
    expect(run.status).toBe("completed");
    expect(run.output).toEqual({ a: 1, again: 2, got: 7, name: "go" });
    expect(ran).toEqual(["a", "a again"]);
    expect(run.steps.map((step) => [step.name, step.status, step.attempts, step.output])).toEqual([
      ["a", "completed", 1, 1],
      ["a", "completed", 1, 2],
      ["nothing", "completed", 1, null],
    ]);
  });

  it("returns null for a function without result, with no steps", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    await serve(client.createFunction({ id: "capture/pr.details", ...on("go") }, () => undefined));
    await send("go");
    expect(onlyRun("capture/pr.details")).toMatchObject({ status: "completed", output: null, appId: "app" });
  });

  it("works without checkpointing, replaying recorded steps", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    let bodies = 0;
    const ran: number[] = [];
    const fn = client.createFunction({ id: "plain", checkpointing: false, ...on("go") }, async ({ step }) => {
      bodies += 1;
      for (let index = 0; index < 3; index += 1) await step.run(`s${index}`, () => ran.push(index));
      return "done";
    });
    await serve(fn);
    await send("go");
    expect(onlyRun("plain")).toMatchObject({ status: "completed", output: "done" });
    expect(ran).toEqual([0, 1, 2]);
    expect(bodies).toBe(4);
  });

  it("works with buffered checkpoints", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const ran: number[] = [];
    const fn = client.createFunction(
      { id: "buffered", checkpointing: { bufferedSteps: 4 }, ...on("go") },
      async ({ step }) => {
        for (let index = 0; index < 6; index += 1) await step.run(`s${index}`, () => ran.push(index));
        await step.sleep("nap", "1m");
        await step.run("last", () => ran.push(99));
      },
    );
    await serve(fn);
    await send("go");
    expect(ran).toEqual([0, 1, 2, 3, 4, 5]);
    await advance(60_000);
    expect(ran).toEqual([0, 1, 2, 3, 4, 5, 99]);
    expect(onlyRun("buffered")).toMatchObject({ status: "completed" });
  });

  it("sleeps for a duration and until a date, not a millisecond less", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const until = new Date(clock.now() + 3_600_000);
    const fn = client.createFunction({ id: "sleeper", ...on("go") }, async ({ step }) => {
      await step.sleep("nap", "10m");
      await step.sleepUntil("date", until);
      await step.sleepUntil("past", new Date(0));
      return "awake";
    });
    await serve(fn);
    await send("go");
    await advance(600_000 - 1);
    expect(onlyRun("sleeper").steps).toHaveLength(1);
    await advance(1);
    expect(onlyRun("sleeper").steps).toHaveLength(2);
    await advance(3_000_000 - 1);
    expect(onlyRun("sleeper").status).toBe("running");
    await advance(1);
    expect(onlyRun("sleeper")).toMatchObject({ status: "completed", output: "awake" });
  });

  it("fails a run whose sleep came out empty, with what to do", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "bad", ...on("go") }, ({ step }) => step.sleep("nap", "1h 30m"));
    await serve(fn);
    await send("go");
    const run = onlyRun("bad");
    expect(run.status).toBe("failed");
    expect(run.error?.message).toContain('Step "nap": its duration could not be read');
  });

  it("sends events from a step, once", async () => {
    const { client, serve, send, advance, runsOf, onlyRun } = createTestEngine();
    const sender = client.createFunction({ id: "sender", ...on("go") }, async ({ step }) => {
      const { ids } = await step.sendEvent("tell", [
        { name: "told", data: { n: 1 } },
        { name: "told", data: { n: 2 } },
      ]);
      await step.sleep("nap", "1s");
      return ids;
    });
    const told = client.createFunction({ id: "told", ...on("told") }, ({ event }) => dataOf(event).n);
    await serve(sender, told);
    await send("go");
    await advance(1000);
    expect(runsOf("told").map((run) => run.output)).toEqual([1, 2]);
    expect(onlyRun("sender").steps[0]?.output).toMatchObject({ ids: [expect.any(String), expect.any(String)] });
  });
});

describe("failures", () => {
  it("repeats a failed step with growing attempts until it succeeds", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const attempts: number[] = [];
    const fn = client.createFunction({ id: "flaky", retries: 3, ...on("go") }, async ({ step, attempt }) => {
      await step.run("first", () => "kept");
      return step.run("second", () => {
        attempts.push(attempt);
        if (attempts.length < 3) throw new Error("not yet");
        return "ok";
      });
    });
    await serve(fn);
    await send("go");
    expect(onlyRun("flaky").steps[1]).toMatchObject({ status: "retrying", attempts: 1, error: { message: "not yet" } });
    await advance(999);
    expect(attempts).toEqual([0]);
    await advance(1001);
    expect(onlyRun("flaky")).toMatchObject({ status: "completed", output: "ok" });
    expect(attempts).toEqual([0, 1, 2]);
    expect(onlyRun("flaky").steps[1]).toMatchObject({ attempts: 3, status: "completed" });
  });

  it("waits by the service's table when no interval is given", async () => {
    const { client, clock, serve, send, advance } = createTestEngine({ retryInterval: "service" });
    const times: number[] = [];
    const fn = client.createFunction({ id: "slow", ...on("go") }, () => {
      times.push(clock.now());
      throw new Error("always");
    });
    await serve(fn);
    await send("go");
    await advance(3_600_000);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(waits).toHaveLength(4);
    for (const [index, least] of [15_000, 30_000, 60_000, 120_000].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least);
      expect(waits[index]).toBeLessThan(least + 30_000);
    }
  });

  it("makes five attempts unless told otherwise, then fails", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    let calls = 0;
    const fn = client.createFunction({ id: "always", ...on("go") }, () => {
      calls += 1;
      throw new TypeError("always");
    });
    await serve(fn);
    await send("go");
    await advance(60_000);
    expect(calls).toBe(5);
    expect(onlyRun("always")).toMatchObject({ status: "failed", error: { name: "TypeError", message: "always" } });
  });

  it("lets the function catch a step that failed for good", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "catcher", retries: 1, ...on("go") }, async ({ step }) => {
      try {
        await step.run("breaks", () => {
          throw new RangeError("broken");
        });
        return "no";
      } catch (error) {
        const caught = error instanceof StepError ? error.message : "?";
        return step.run("mend", () => `mended: ${caught}`);
      }
    });
    await serve(fn);
    await send("go");
    await advance(10_000);
    expect(onlyRun("catcher")).toMatchObject({ status: "completed", output: "mended: broken" });
    expect(onlyRun("catcher").steps[0]).toMatchObject({ status: "failed", attempts: 2 });
  });

  it("does not repeat NonRetriableError, inside a step and outside", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    let calls = 0;
    const inside = client.createFunction({ id: "inside", ...on("go") }, ({ step }) =>
      step.run("s", () => {
        calls += 1;
        throw new NonRetriableError("never in a step");
      }),
    );
    const outside = client.createFunction({ id: "outside", ...on("go") }, () => {
      calls += 1;
      throw new NonRetriableError("never");
    });
    await serve(inside, outside);
    await send("go");
    await advance(100_000);
    expect(calls).toBe(2);
    expect(onlyRun("inside")).toMatchObject({ status: "failed", error: { message: "never in a step" } });
    expect(onlyRun("outside")).toMatchObject({ status: "failed", error: { name: "NonRetriableError" } });
  });

  it("repeats at the time a RetryAfterError names", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const times: number[] = [];
    const start = clock.now();
    const fn = client.createFunction({ id: "later", ...on("go") }, ({ step }) =>
      step.run("s", () => {
        times.push(clock.now() - start);
        if (times.length === 1) throw new RetryAfterError("seconds", "90s");
        if (times.length === 2) throw new RetryAfterError("date", new Date(start + 3_600_000));
        return null;
      }),
    );
    await serve(fn);
    await send("go");
    await advance(4_000_000);
    expect(times).toEqual([0, 90_000, 3_600_000]);
  });

  it("calls onFailure once with the error and the original event", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const seen: unknown[] = [];
    const fn = client.createFunction(
      {
        id: "failing",
        retries: 0,
        ...on("go"),
        onFailure: ({ error, event }) => {
          seen.push([error.message, event.data.event.data.n, event.data.function_id]);
        },
      },
      () => {
        throw new Error("orig fail");
      },
    );
    await serve(fn);
    await send("go", { n: 3 });
    await advance(100_000);
    expect(seen).toEqual([["orig fail", 3, "app-failing"]]);
    expect(onlyRun("failing-failure").status).toBe("completed");
  });

  it("emits function.finished, failed and cancelled to those who listen, and not about their own runs", async () => {
    const { client, engine, serve, send, advance, runsOf } = createTestEngine();
    const seen: unknown[] = [];
    const ok = client.createFunction({ id: "ok", ...on("go") }, () => "fine");
    const bad = client.createFunction({ id: "bad", retries: 0, ...on("go") }, () => {
      throw new Error("bad");
    });
    const slow = client.createFunction({ id: "slow", ...on("go") }, ({ step }) => step.sleep("long", "1d"));
    const finished = client.createFunction(
      { id: "listener", triggers: [{ event: "inngest/function.finished" }, { event: "inngest/function.cancelled" }] },
      ({ event }) => {
        const { data } = event;
        seen.push([event.name, data.function_id, data.result ?? data.error?.message, data._inngest?.status]);
      },
    );
    await serve(ok, bad, slow, finished);
    await send("go");
    await engine.cancelRun(runsOf("slow")[0]?.runId ?? "");
    await advance(1000);
    expect(seen).toContainEqual(["inngest/function.finished", "app-ok", "fine", "Completed"]);
    expect(seen).toContainEqual(["inngest/function.finished", "app-bad", "bad", "Failed"]);
    expect(seen).toContainEqual(["inngest/function.finished", "app-slow", "Cancelled on request.", "Cancelled"]);
    expect(seen).toContainEqual(["inngest/function.cancelled", "app-slow", "Cancelled on request.", "Cancelled"]);
    expect(seen.filter((entry) => JSON.stringify(entry).includes("app-listener"))).toHaveLength(1);
  });
});
