import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";

const second = 1000;
const minute = 60 * second;

/** Batch, then rate limit, then debounce, then singleton, then idempotency, then throttle and concurrency. */
describe("the order of flow control", () => {
  it("batches before the rate limit: a batch passes it, an event outside does not", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const options = {
      id: "fn",
      batchEvents: { maxSize: 2, timeout: "10s", if: "event.data.batch == true" },
      rateLimit: { limit: 1, period: "1h" },
      ...on("go"),
    } as const;
    const fn = client.createFunction(options, ({ events }) =>
      timeline.note(events.map((event: { data?: unknown }) => dataOf(event).n)),
    );
    await serve(fn);
    for (const [n, batch] of [true, true, true, true, false, false].entries()) await send("go", { n, batch });
    await advance(minute);
    expect(timeline.entries()).toEqual([
      [0, [0, 1]],
      [0, [2, 3]],
      [0, [4]],
    ]);
  });

  it("limits the rate before it debounces: what is dropped neither replaces nor prolongs", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const options = {
      id: "fn",
      rateLimit: { limit: 10, period: "1m" },
      debounce: { period: "10s" },
      ...on("go"),
    } as const;
    await serve(client.createFunction(options, ({ event }) => timeline.note(dataOf(event).n)));
    const sendNow = (n: number) => send("go", { n }, { ts: clock.now() });
    // Two are admitted at once, the third only 6 s after the first.
    await sendNow(0);
    await sendNow(1);
    await advance(5 * second);
    await sendNow(2);
    await advance(minute);
    expect(timeline.entries()).toEqual([[10_000, 1]]);
  });

  it("does not count against the rate again when a debounce fires", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const options = {
      id: "fn",
      rateLimit: { limit: 1, period: "10s" },
      debounce: { period: "5s" },
      ...on("go"),
    } as const;
    await serve(client.createFunction(options, ({ event }) => timeline.note(dataOf(event).n)));
    for (const n of [0, 1]) {
      await send("go", { n }, { ts: clock.now() });
      await advance(10 * second);
    }
    expect(timeline.entries()).toEqual([
      [5000, 0],
      [15_000, 1],
    ]);
  });

  it("counts against the rate what a singleton then skips", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const options = {
      id: "fn",
      rateLimit: { limit: 10, period: "1m" },
      singleton: { mode: "skip" },
      ...on("go"),
    } as const;
    await serve(client.createFunction(options, ({ step }) => step.sleep("nap", "5s")));
    await send("go");
    await send("go");
    await advance(5 * second);
    // The singleton is free again, the rate is not: two were admitted at 0 s, the next is at 6 s.
    await send("go");
    await advance(second);
    await send("go");
    expect(runsOf("fn").map((run) => run.createdAt - start)).toEqual([0, 6000]);
  });

  it("does not use up the id of an event that a singleton skips", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    await serve(
      client.createFunction({ id: "fn", singleton: { mode: "skip" }, ...on("go") }, ({ step }) =>
        step.sleep("nap", "5s"),
      ),
    );
    await send("go", {}, { id: "first" });
    await send("go", {}, { id: "second" });
    await advance(5 * second);
    for (const id of ["first", "second"]) await send("go", {}, { id });
    expect(runsOf("fn").map((run) => run.createdAt - start)).toEqual([0, 5000]);
  });

  it("lets a singleton keep its run when a repeated event id comes", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    await serve(
      client.createFunction({ id: "fn", singleton: { mode: "cancel" }, ...on("go") }, ({ step }) =>
        step.sleep("nap", "5s"),
      ),
    );
    await send("go", {}, { id: "same" });
    await send("go", {}, { id: "same" });
    await advance(minute);
    expect(runsOf("fn").map((run) => run.status)).toEqual(["completed"]);
  });

  it("debounces before it looks for a singleton", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const options = { id: "fn", debounce: { period: "10s" }, singleton: { mode: "skip" }, ...on("go") } as const;
    await serve(client.createFunction(options, ({ step }) => step.sleep("nap", "1m")));
    await send("go");
    await advance(10 * second);
    // The run sleeps until 70 s: what fires at 30 s is skipped, what fires at 75 s is not.
    await advance(10 * second);
    await send("go");
    await advance(45 * second);
    await send("go");
    await advance(2 * minute);
    expect(runsOf("fn").map((run) => run.createdAt - start)).toEqual([10_000, 75_000]);
  });

  it("throttles last, runs that exist already: an id is used and a singleton held while one waits", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const options = {
      id: "fn",
      throttle: { limit: 1, period: "1m" },
      singleton: { mode: "skip", key: "event.data.key" },
      ...on("go"),
    } as const;
    await serve(client.createFunction(options, () => null));
    await send("go", { key: "a" });
    await send("go", { key: "b" }, { id: "b" });
    await send("go", { key: "b" });
    await send("go", { key: "c" }, { id: "b" });
    await advance(5 * minute);
    expect(runsOf("fn").map((run) => [run.createdAt - start, (run.startedAt ?? 0) - start])).toEqual([
      [0, 0],
      [0, 60_000],
    ]);
  });
});
