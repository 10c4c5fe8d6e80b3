import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";

const second = 1000;

describe("debounce", () => {
  it("runs once with the latest event, after the period without one", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const debounce = { period: "10s" } as const;
    await serve(
      client.createFunction({ id: "fn", debounce, ...on("go") }, ({ event }) => timeline.note(dataOf(event).n)),
    );
    for (const n of [1, 2, 3]) {
      await send("go", { n }, { ts: clock.now() });
      await advance(9 * second);
    }
    await advance(20 * second);
    await send("go", { n: 4 }, { ts: clock.now() });
    await advance(20 * second);
    expect(timeline.entries()).toEqual([
      [28_000, 3],
      [57_000, 4],
    ]);
  });

  it("keeps the event with the latest ts, and an older one does not even prolong the wait", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const debounce = { period: "10s" } as const;
    await serve(
      client.createFunction({ id: "fn", debounce, ...on("go") }, ({ event }) => timeline.note(dataOf(event).n)),
    );
    const ts = clock.now();
    await send("go", { n: "new" }, { ts });
    await advance(8 * second);
    await send("go", { n: "old" }, { ts: ts - 1 });
    await advance(60 * second);
    expect(timeline.entries()).toEqual([[10_000, "new"]]);
  });

  it("does not put off longer than its timeout, counted from the first event", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const debounce = { period: "10s", timeout: "25s" } as const;
    await serve(
      client.createFunction({ id: "fn", debounce, ...on("go") }, ({ event }) => timeline.note(dataOf(event).n)),
    );
    for (let n = 0; n < 6; n += 1) {
      await send("go", { n }, { ts: clock.now() });
      await advance(8 * second);
    }
    await advance(60 * second);
    expect(timeline.entries()).toEqual([
      [25_000, 3],
      [50_000, 5],
    ]);
  });

  it("waits for each key by itself", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const debounce = { period: "10s", key: "event.data.account + '/' + event.data.user" } as const;
    await serve(
      client.createFunction({ id: "fn", debounce, ...on("go") }, ({ event }) => timeline.note(dataOf(event).n)),
    );
    const plan: readonly (readonly [string, string])[] = [
      ["a", "1"],
      ["a", "2"],
      ["b", "1"],
      ["a", "1"],
    ];
    for (const [n, [account, user]] of plan.entries()) {
      await send("go", { n, account, user }, { ts: clock.now() });
      await advance(2 * second);
    }
    await advance(60 * second);
    expect(timeline.entries()).toEqual([
      [12_000, 1],
      [14_000, 2],
      [16_000, 3],
    ]);
  });

  it("answers the invoke that a later one replaced, and the later one with the run's result", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const child = client.createFunction({ id: "child", debounce: { period: "10s" }, triggers: [] }, ({ event }) => [
      dataOf(event).n,
    ]);
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, ({ event, step }) =>
      step.invoke("c", { function: child, data: dataOf(event) }).catch((error: Error) => error.message),
    );
    await serve(child, parent);
    await send("go", { n: 1 });
    await advance(4 * second);
    await send("go", { n: 2 });
    await advance(60 * second);
    expect(runsOf("child").map((run) => run.createdAt - start)).toEqual([14_000]);
    expect(runsOf("parent").map((run) => [(run.endedAt ?? 0) - start, run.output])).toEqual([
      [4000, "invoked function is debounced: another event took this one's place"],
      [14_000, [2]],
    ]);
  });

  it("listens to cancelOn only once the run exists", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const debounce = { period: "10s" } as const;
    const options = { id: "fn", debounce, cancelOn: [{ event: "stop" }], ...on("go") };
    await serve(client.createFunction(options, ({ step }) => step.sleep("nap", "1h")));
    await send("go");
    await advance(5 * second);
    await send("stop");
    await advance(10 * second);
    expect(runsOf("fn").map((run) => run.status)).toEqual(["running"]);
    await send("stop");
    expect(runsOf("fn").map((run) => [run.status, run.createdAt - start, (run.endedAt ?? 0) - start])).toEqual([
      ["cancelled", 10_000, 15_000],
    ]);
  });
});
