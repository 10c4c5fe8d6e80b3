import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";

const minute = 60_000;

describe("an event's ts", () => {
  it("of the future delays the start to that instant, each event's by itself", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const timeline = createTimeline(clock);
    await serve(client.createFunction({ id: "fn", ...on("go") }, ({ event }) => timeline.note(dataOf(event).n)));
    const now = clock.now();
    await send("go", { n: 3 }, { ts: now + 3 * minute });
    await send("go", { n: 1 }, { ts: now + minute });
    await send("go", { n: 2 }, { ts: now + minute + 1 });
    expect(runsOf("fn").map((run) => [run.status, run.createdAt - now])).toEqual([
      ["queued", 0],
      ["queued", 0],
      ["queued", 0],
    ]);
    await advance(10 * minute);
    expect(timeline.entries()).toEqual([
      [minute, 1],
      [minute + 1, 2],
      [3 * minute, 3],
    ]);
  });

  it("of the past or present starts at once", async () => {
    const { client, clock, serve, send } = createTestEngine();
    const timeline = createTimeline(clock);
    await serve(client.createFunction({ id: "fn", ...on("go") }, ({ event }) => timeline.note(event.ts)));
    const now = clock.now();
    for (const ts of [now, now - 1, now - 30 * 24 * 60 * minute]) await send("go", {}, { ts });
    expect(timeline.entries()).toEqual([
      [0, now],
      [0, now - 1],
      [0, now - 30 * 24 * 60 * minute],
    ]);
  });

  it("does not delay what waits for the event or is cancelled by it", async () => {
    const { client, clock, serve, send, runsOf } = createTestEngine();
    const waiter = client.createFunction({ id: "waiter", ...on("go") }, async ({ step }) => {
      const event = await step.waitForEvent("w", { event: "later", timeout: "1h" });
      return event && dataOf(event).n;
    });
    const cancelled = client.createFunction(
      { id: "cancelled", cancelOn: [{ event: "later" }], ...on("go") },
      ({ step }) => step.sleep("nap", "1h"),
    );
    await serve(waiter, cancelled);
    await send("go");
    await send("later", { n: 1 }, { ts: clock.now() + minute });
    expect(runsOf("waiter").map((run) => run.output)).toEqual([1]);
    expect(runsOf("cancelled").map((run) => run.status)).toEqual(["cancelled"]);
  });

  it("of the future counts against timeouts.start, which begins when the run is created", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", timeouts: { start: "1m" }, ...on("go") }, ({ event }) =>
      timeline.note(dataOf(event).n),
    );
    await serve(fn);
    await send("go", { n: 1 }, { ts: clock.now() + minute - 1 });
    await send("go", { n: 2 }, { ts: clock.now() + minute + 1 });
    await advance(5 * minute);
    expect(timeline.entries()).toEqual([[minute - 1, 1]]);
    expect(runsOf("fn").map((run) => [run.status, (run.endedAt ?? 0) - run.createdAt])).toEqual([
      ["completed", minute - 1],
      ["cancelled", minute],
    ]);
  });

  it("takes its throttle's turn when the start is due, not when it is sent", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const throttle = { limit: 1, period: "30s" } as const;
    await serve(
      client.createFunction({ id: "fn", throttle, ...on("go") }, ({ event }) => timeline.note(dataOf(event).n)),
    );
    await send("go", { n: "later" }, { ts: clock.now() + minute });
    await send("go", { n: "now" });
    await advance(5 * minute);
    expect(timeline.entries()).toEqual([
      [0, "now"],
      [minute, "later"],
    ]);
  });
});
