import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";
import { createVirtualWork } from "../../testing/virtual-work.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe("cancelOn", () => {
  it("cancels the runs whose field is the event's, by match", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    const cancelOn = [{ event: "stop", match: "data.user.id" }];
    await serve(client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "1h")));
    for (const id of [1, 2, "1", undefined]) await send("go", { user: { id } });
    await advance(10 * second);
    await send("stop", { user: { id: 1 } });
    expect(runsOf("fn").map((run) => [run.status, run.endedAt && run.endedAt - run.createdAt])).toEqual([
      ["cancelled", 10_000],
      ["running", null],
      ["running", null],
      ["running", null],
    ]);
    expect(runsOf("fn")[0]?.error?.message).toBe('cancelled by event "stop"');
  });

  it("cancels by an expression over both events", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const cancelOn = [{ event: "stop", if: "async.data.below > event.data.n && async.data.hard == true" }];
    await serve(client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "1h")));
    for (const n of [1, 2, 3]) await send("go", { n });
    await send("stop", { below: 10, hard: "true" });
    await send("stop", { below: 3, hard: true });
    expect(runsOf("fn").map((run) => run.status)).toEqual(["cancelled", "cancelled", "running"]);
  });

  it("cancels every run of the function when it has neither match nor if, by any of its entries", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const cancelOn = [{ event: "stop", match: "data.id" }, { event: "stop.all" }];
    const make = (id: string, options: object) =>
      client.createFunction({ id, ...options, ...on("go") }, ({ step }) => step.sleep("nap", "1h"));
    await serve(make("fn", { cancelOn }), make("other", {}));
    for (const id of [1, 2, 3]) await send("go", { id });
    await send("stop", { id: 2 });
    await send("stop.all");
    expect(runsOf("fn").map((run) => run.error?.message)).toEqual([
      'cancelled by event "stop.all"',
      'cancelled by event "stop"',
      'cancelled by event "stop.all"',
    ]);
    expect(runsOf("other").map((run) => run.status)).toEqual(["running", "running", "running"]);
  });

  it("listens until its timeout, to the millisecond", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    const cancelOn = [{ event: "stop", timeout: "1h" }];
    await serve(client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "2h")));
    await send("go");
    await advance(1);
    await send("go");
    await advance(hour - 1);
    await send("stop");
    expect(runsOf("fn").map((run) => run.status)).toEqual(["running", "cancelled"]);
    await advance(hour);
    expect(runsOf("fn").map((run) => run.status)).toEqual(["completed", "cancelled"]);
  });

  it("never cancels the run its own event starts, but those before it", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const cancelOn = [{ event: "go", match: "data.id" }];
    await serve(client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "1h")));
    for (const id of [1, 2, 1]) await send("go", { id });
    expect(runsOf("fn").map((run) => run.status)).toEqual(["cancelled", "running", "running"]);
  });

  it("does not see events that came before the run", async () => {
    const { client, engine, serve, send, runsOf } = createTestEngine();
    const cancelOn = [{ event: "stop" }];
    await serve(client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "1h")));
    await send("stop");
    await client.send([{ name: "stop" }, { name: "go" }]);
    await engine.idle();
    expect(runsOf("fn").map((run) => run.status)).toEqual(["running"]);
  });

  it.each([
    ["has not started, for it is of the future", "future"],
    ["sleeps", "sleep"],
    ["waits for an event", "wait"],
    ["backs off", "retry"],
    ["invokes", "invoke"],
    ["is being called", "work"],
  ])("cancels a run that %s, and nothing of it runs afterwards", async (_name, how) => {
    const test = createTestEngine({ retryInterval: minute });
    const { work, settle, advance } = createVirtualWork(test);
    const { client, clock, engine } = test;
    const timeline = createTimeline(clock);
    const child = client.createFunction({ id: "child", triggers: [] }, ({ step }) => step.sleep("nap", "1m"));
    const options = { id: "fn", cancelOn: [{ event: "stop" }], ...on("go") };
    const fn = client.createFunction(options, async ({ step }) => {
      await step.run("before", async () => {
        timeline.note("before");
        if (how === "retry") throw new Error("once");
        if (how === "work") await work(minute);
      });
      if (how === "sleep") await step.sleep("nap", "1m");
      if (how === "wait") await step.waitForEvent("w", { event: "answer", timeout: "1m" });
      if (how === "invoke") await step.invoke("c", { function: child });
      await step.run("after", () => timeline.note("after"));
    });
    await test.serve(child, fn);
    await client.send({ name: "go", data: {}, ...(how === "future" ? { ts: clock.now() + minute } : {}) });
    await settle();
    await advance(10 * second);
    await client.send([{ name: "stop" }, { name: "answer" }]);
    await settle();
    await advance(10 * minute);
    expect(timeline.entries()).toEqual(how === "future" ? [] : [[0, "before"]]);
    const run = test.onlyRun("fn");
    expect([run.status, (run.endedAt ?? 0) - run.createdAt]).toEqual(["cancelled", 10_000]);
    expect(engine.stats()).toMatchObject({ inFlight: 0, queued: 0, running: 0, waiting: 0 });
    expect(test.runsOf("child").map((each) => each.status)).toEqual(how === "invoke" ? ["completed"] : []);
  });

  it("of an invoked run fails the step of its caller, which may catch that", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const cancelOn = [{ event: "stop", match: "data.n" }];
    const child = client.createFunction({ id: "child", cancelOn, triggers: [] }, ({ step }) => step.sleep("nap", "1h"));
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, async ({ event, step }) => {
      const call = step.invoke("c", { function: child, data: dataOf(event) });
      if (dataOf(event).n === 1) return call.catch((error: Error) => error.message);
      return call;
    });
    await serve(child, parent);
    for (const n of [1, 2]) await send("go", { n });
    await advance(10 * second);
    for (const n of [1, 2]) await send("stop", { n });
    expect(runsOf("child").map((run) => run.status)).toEqual(["cancelled", "cancelled"]);
    expect(
      runsOf("parent").map((run) => [run.status, run.output ?? run.error?.message, (run.endedAt ?? 0) - start]),
    ).toEqual([
      ["completed", 'cancelled by event "stop"', 10_000],
      ["failed", 'cancelled by event "stop"', 10_000],
    ]);
  });

  it("tells with inngest/function.cancelled, once a run", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const cancelOn = [{ event: "stop" }];
    const fn = client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "1h"));
    const watcher = client.createFunction({ id: "watcher", ...on("inngest/function.cancelled") }, ({ event }) =>
      timeline.note(dataOf(event).function_id),
    );
    await serve(fn, watcher);
    await send("go");
    await advance(minute);
    await send("stop");
    await send("stop");
    expect(timeline.entries()).toEqual([[minute, "app-fn"]]);
  });
});
