import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on, type TestEngine } from "../../testing/test-engine.ts";
import { createTimeline, type Timeline } from "../../testing/timeline.ts";

const second = 1000;

/** Serves a function that notes the `n` of all its events. */
async function serveBatch(batchEvents: {
  maxSize: number;
  timeout: `${number}s`;
  key?: string;
  if?: string;
}): Promise<TestEngine & { timeline: Timeline }> {
  const test = createTestEngine();
  const timeline = createTimeline(test.clock);
  const fn = test.client.createFunction({ id: "fn", batchEvents, ...on("go") }, ({ events }) =>
    timeline.note(events.map((event: { data?: unknown }) => dataOf(event).n)),
  );
  await test.serve(fn);
  return { ...test, timeline };
}

describe("batchEvents", () => {
  it("runs once with all events, in order, as soon as it is full", async () => {
    const { send, advance, timeline, runsOf } = await serveBatch({ maxSize: 3, timeout: "10s" });
    for (let n = 0; n < 7; n += 1) {
      await send("go", { n });
      await advance(second);
    }
    await advance(60 * second);
    expect(timeline.entries()).toEqual([
      [2000, [0, 1, 2]],
      [5000, [3, 4, 5]],
      [16_000, [6]],
    ]);
    expect(runsOf("fn").map((run) => run.eventIds.length)).toEqual([3, 3, 1]);
  });

  it("runs with what there is when the time since its first event is over", async () => {
    const { send, advance, timeline } = await serveBatch({ maxSize: 100, timeout: "10s" });
    for (let n = 0; n < 3; n += 1) {
      await send("go", { n });
      await advance(4 * second);
    }
    await send("go", { n: 3 });
    await advance(60 * second);
    expect(timeline.entries()).toEqual([
      [10_000, [0, 1, 2]],
      [22_000, [3]],
    ]);
  });

  it("fills a batch per key", async () => {
    const { send, advance, timeline } = await serveBatch({ maxSize: 2, timeout: "10s", key: "event.data.key" });
    for (const [n, key] of ["a", "b", "a", "b", "a"].entries()) {
      await send("go", { n, key });
      await advance(second);
    }
    await advance(60 * second);
    expect(timeline.entries()).toEqual([
      [2000, [0, 2]],
      [3000, [1, 3]],
      [14_000, [4]],
    ]);
  });

  it("runs events its condition leaves out at once and alone", async () => {
    const { send, advance, timeline } = await serveBatch({
      maxSize: 3,
      timeout: "10s",
      if: "event.data.batch == true",
    });
    for (const [n, batch] of [true, false, 1, true].entries()) await send("go", { n, batch });
    await advance(60 * second);
    expect(timeline.entries()).toEqual([
      [0, [1]],
      [0, [2]],
      [10_000, [0, 3]],
    ]);
  });

  it("splits the events of one request into full batches and a rest", async () => {
    const { client, engine, advance, timeline } = await serveBatch({ maxSize: 4, timeout: "10s" });
    await client.send(Array.from({ length: 10 }, (_, n) => ({ name: "go", data: { n } })));
    await engine.idle();
    await advance(60 * second);
    expect(timeline.entries()).toEqual([
      [0, [0, 1, 2, 3]],
      [0, [4, 5, 6, 7]],
      [10_000, [8, 9]],
    ]);
  });

  it("does not wait for events of the future", async () => {
    const { clock, send, advance, timeline } = await serveBatch({ maxSize: 2, timeout: "10s" });
    for (const n of [0, 1]) await send("go", { n }, { ts: clock.now() + 3_600_000 });
    await advance(second);
    expect(timeline.entries()).toEqual([[0, [0, 1]]]);
  });

  it("answers every invoke whose event it holds with the one run's result", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const child = client.createFunction(
      { id: "child", batchEvents: { maxSize: 10, timeout: "5s" }, triggers: [] },
      ({ events }) => events.length,
    );
    const parent = client.createFunction({ id: "parent", ...on("go") }, ({ step }) =>
      step.invoke("c", { function: child }),
    );
    await serve(child, parent);
    await send("go");
    await advance(2 * second);
    await send("go");
    await advance(60 * second);
    expect(runsOf("child")).toHaveLength(1);
    expect(runsOf("parent").map((run) => [run.output, (run.endedAt ?? 0) - start])).toEqual([
      [2, 5000],
      [2, 5000],
    ]);
  });
});
