import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { crashCopy, createTestFolder } from "../../testing/crash-copy.ts";
import { createTestEngine, dataOf, on, type TestEngine } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";
import { createVirtualWork } from "../../testing/virtual-work.ts";
import { createVirtualClock, type VirtualClock } from "../../virtual-clock.ts";

const second = 1000;
const minute = 60 * second;

describe("timeouts.start", () => {
  it("cancels what has not started in time, because of a full concurrency limit", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const options = { id: "fn", concurrency: 1, timeouts: { start: "15s" }, ...on("go") } as const;
    const fn = test.client.createFunction(options, async ({ event }) => {
      timeline.note(dataOf(event).n);
      await work(10_000);
    });
    await test.serve(fn);
    await send(...[0, 1, 2, 3].map((n) => ({ n })));
    await advance(minute);
    expect(timeline.entries()).toEqual([
      [0, 0],
      [10_000, 1],
    ]);
    expect(test.runsOf("fn").map((run) => [run.status, (run.endedAt ?? 0) - run.createdAt])).toEqual([
      ["completed", 10_000],
      ["completed", 20_000],
      ["cancelled", 15_000],
      ["cancelled", 15_000],
    ]);
    expect(test.runsOf("fn")[2]?.error?.message).toBe("The run did not start within its timeouts.start.");
  });

  it("cancels what a throttle keeps too long", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    const options = {
      id: "fn",
      throttle: { limit: 1, period: "10s" },
      timeouts: { start: "15s" },
      ...on("go"),
    } as const;
    await serve(client.createFunction(options, () => null));
    for (let n = 0; n < 4; n += 1) await send("go");
    await advance(minute);
    expect(runsOf("fn").map((run) => [run.status, (run.endedAt ?? 0) - run.createdAt])).toEqual([
      ["completed", 0],
      ["completed", 10_000],
      ["cancelled", 15_000],
      ["cancelled", 15_000],
    ]);
  });

  it("says nothing about a run that has started, however often it is retried", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine({ retryInterval: 20 * second });
    const fn = client.createFunction({ id: "fn", timeouts: { start: "10s" }, ...on("go") }, ({ attempt }) => {
      if (attempt < 3) throw new Error("again");
    });
    await serve(fn);
    await send("go");
    await advance(2 * minute);
    expect([onlyRun("fn").status, (onlyRun("fn").endedAt ?? 0) - onlyRun("fn").createdAt]).toEqual([
      "completed",
      minute,
    ]);
  });

  it("cancels what missed its start while the engine stood still, and does not call it", async () => {
    const { client, clock, engine, send, advance, runsOf } = createTestEngine();
    const timeline = createTimeline(clock);
    const options = { id: "fn", timeouts: { start: "10s" }, ...on("go") } as const;
    const fn = client.createFunction(options, ({ event }) => timeline.note(dataOf(event).n));
    await engine.register({ client, functions: [fn] });
    await send("go", { n: 0 });
    await clock.advance(5 * second, async () => {});
    await send("go", { n: 1 });
    await clock.advance(7 * second, async () => {});
    await engine.start();
    await advance(minute);
    expect(timeline.entries()).toEqual([[12_000, 1]]);
    expect(runsOf("fn").map((run) => run.status)).toEqual(["cancelled", "completed"]);
  });
});

describe("timeouts.finish", () => {
  it("cancels a run that is not over in time, counted from its first call", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "fn", timeouts: { finish: "1m" }, ...on("go") }, ({ step }) =>
      step.sleep("nap", "1h"),
    );
    await serve(fn);
    await send("go", {}, { ts: clock.now() + 30 * second });
    await advance(30 * second + minute - 1);
    expect(onlyRun("fn").status).toBe("running");
    await advance(1);
    expect(onlyRun("fn")).toMatchObject({
      status: "cancelled",
      error: { message: "The run did not finish within its timeouts.finish." },
    });
    expect((onlyRun("fn").endedAt ?? 0) - (onlyRun("fn").startedAt ?? 0)).toBe(minute);
  });

  it.each([
    ["sleeps", "sleep"],
    ["waits for an event", "wait"],
    ["backs off", "retry"],
    ["is being called", "work"],
  ])("cancels a run that %s, and nothing of it runs afterwards", async (_name, how) => {
    const test = createTestEngine({ retryInterval: 2 * minute });
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const fn = test.client.createFunction({ id: "fn", timeouts: { finish: "1m" }, ...on("go") }, async ({ step }) => {
      await step.run("before", async () => {
        timeline.note("before");
        if (how === "retry") throw new Error("once");
        if (how === "work") await work(2 * minute);
      });
      if (how === "sleep") await step.sleep("nap", "2m");
      if (how === "wait") await step.waitForEvent("w", { event: "never", timeout: "2m" });
      await step.run("after", () => timeline.note("after"));
    });
    await test.serve(fn);
    await send({});
    await advance(10 * minute);
    expect(timeline.entries()).toEqual([[0, "before"]]);
    const run = test.onlyRun("fn");
    expect([run.status, (run.endedAt ?? 0) - run.createdAt]).toEqual(["cancelled", minute]);
    expect(test.engine.stats()).toMatchObject({ inFlight: 0, running: 0, waiting: 0 });
  });

  it("cancels what ran out of time while no engine ran, and does not call it", async () => {
    const file = join(createTestFolder(), "engine.db");
    const calls: string[] = [];
    const open = async (options: { file: string; clock: VirtualClock }): Promise<TestEngine> => {
      const test = createTestEngine(options);
      onTestFinished(() => test.engine.stop({ drainMs: 0 }));
      const fn = test.client.createFunction({ id: "fn", timeouts: { finish: "1m" }, ...on("go") }, async ({ step }) => {
        calls.push("called");
        await step.sleep("nap", "30s");
      });
      await test.serve(fn);
      return test;
    };
    const first = await open({ file, clock: createVirtualClock() });
    await first.send("go");
    const second = await open({ file: crashCopy(file), clock: createVirtualClock(first.clock.now() + 2 * minute) });
    await second.advance(minute);
    expect(calls).toEqual(["called"]);
    const run = second.onlyRun("fn");
    expect([run.status, (run.endedAt ?? 0) - run.createdAt]).toEqual(["cancelled", 2 * minute]);
  });
});
