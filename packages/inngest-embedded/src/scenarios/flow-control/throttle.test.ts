import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";
import { createVirtualWork } from "../../testing/virtual-work.ts";

const second = 1000;
const minute = 60 * second;

describe("throttle", () => {
  it("starts limit and burst at once, then one per period / limit, and loses none", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const throttle = { limit: 3, period: "5s", burst: 2 } as const;
    await serve(client.createFunction({ id: "fn", throttle, ...on("go") }, () => timeline.note("ran")));
    for (let n = 0; n < 8; n += 1) await send("go", { n });
    expect(timeline.times()).toEqual([0, 0, 0, 0, 0]);
    await advance(minute);
    expect(timeline.times().slice(5)).toEqual([1667, 3334, 5000]);
  });

  it("starts exactly the limit at once without a burst", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const throttle = { limit: 2, period: "10s" } as const;
    await serve(client.createFunction({ id: "fn", throttle, ...on("go") }, () => timeline.note("ran")));
    for (let n = 0; n < 6; n += 1) await send("go", { n });
    await advance(minute);
    expect(timeline.times()).toEqual([0, 0, 5000, 10_000, 15_000, 20_000]);
  });

  it("has its full capacity again after a pause", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const throttle = { limit: 2, period: "10s" } as const;
    await serve(client.createFunction({ id: "fn", throttle, ...on("go") }, () => timeline.note("ran")));
    for (let n = 0; n < 2; n += 1) await send("go", { n });
    await advance(5 * second);
    for (let n = 0; n < 2; n += 1) await send("go", { n });
    await advance(15 * second);
    for (let n = 0; n < 3; n += 1) await send("go", { n });
    await advance(minute);
    expect(timeline.times()).toEqual([0, 0, 5000, 10_000, 20_000, 20_000, 25_000]);
  });

  it("throttles each key by itself", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const throttle = { limit: 1, period: "1m", key: "event.data.key" } as const;
    await serve(
      client.createFunction({ id: "fn", throttle, ...on("go") }, ({ event }) => timeline.note(dataOf(event).key)),
    );
    for (const key of ["a", "b", "a", "a"]) await send("go", { key });
    await advance(2 * minute);
    expect(timeline.entries()).toEqual([
      [0, "a"],
      [0, "b"],
      [minute, "a"],
      [2 * minute, "a"],
    ]);
  });

  it("holds back starts, not the steps of runs that have started", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const throttle = { limit: 1, period: "1m" } as const;
    const fn = client.createFunction({ id: "fn", throttle, ...on("go") }, async ({ event, step }) => {
      const n = dataOf(event).n;
      await step.run("a", () => timeline.note(`${n}a`));
      await step.sleep("nap", "10s");
      await step.run("b", () => timeline.note(`${n}b`));
    });
    await serve(fn);
    for (const n of [1, 2]) await send("go", { n });
    await advance(2 * minute);
    expect(timeline.entries()).toEqual([
      [0, "1a"],
      [10_000, "1b"],
      [60_000, "2a"],
      [70_000, "2b"],
    ]);
  });

  it("does not hold back the retries of a run's first call", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const options = { id: "fn", retries: 2, throttle: { limit: 1, period: "1m" }, ...on("go") } as const;
    const fn = client.createFunction(options, ({ attempt, event }) => {
      timeline.note(`${dataOf(event).n}:${attempt}`);
      if (attempt < 2) throw new Error("again");
    });
    await serve(fn);
    for (const n of [0, 1]) await send("go", { n });
    await advance(5 * minute);
    expect(timeline.entries()).toEqual([
      [0, "0:0"],
      [1000, "0:1"],
      [2000, "0:2"],
      [60_000, "1:0"],
      [61_000, "1:1"],
      [62_000, "1:2"],
    ]);
  });

  it("does not count a start that a full concurrency limit holds back", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const options = { id: "fn", concurrency: 1, throttle: { limit: 2, period: "10s" }, ...on("go") } as const;
    const fn = test.client.createFunction(options, async () => {
      timeline.note("start");
      await work(30_000);
    });
    await test.serve(fn);
    await send({}, {}, {});
    await advance(2 * minute);
    // Each waits for the place of the one before; by then the throttle has long been open.
    expect(timeline.times()).toEqual([0, 30_000, 60_000]);
  });

  it("lets the most urgent of those that wait start first", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const options = {
      id: "fn",
      throttle: { limit: 1, period: "10s" },
      priority: { run: "event.data.urgent" },
      ...on("go"),
    } as const;
    await serve(client.createFunction(options, ({ event }) => timeline.note(dataOf(event).n)));
    for (const [n, urgent] of [0, 0, 60, 120].entries()) await send("go", { n, urgent });
    await advance(minute);
    expect(timeline.entries()).toEqual([
      [0, 0],
      [10_000, 3],
      [20_000, 2],
      [30_000, 1],
    ]);
  });
});
