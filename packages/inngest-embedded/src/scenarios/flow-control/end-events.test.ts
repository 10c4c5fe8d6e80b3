import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";

const minute = 60_000;

describe("the events of a run's end", () => {
  it("come once a run, with its outcome, at the instant it ends", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const timeline = createTimeline(clock);
    const cancelOn = [{ event: "stop", match: "data.n" }];
    const fn = client.createFunction({ id: "fn", retries: 0, cancelOn, ...on("go") }, async ({ event, step }) => {
      const { n } = dataOf(event);
      if (n === 1) throw new Error("broken");
      await step.sleep("nap", "1m");
      return { n };
    });
    const watch = (name: string) =>
      client.createFunction(
        { id: name, triggers: [{ event: `inngest/function.${name}`, if: "event.data.function_id == 'app-fn'" }] },
        ({ event }) => {
          const end = dataOf(event) as { event?: { data: { n: number } }; _inngest?: { status: string } };
          const { result, error } = dataOf(event);
          timeline.note([name, end.event?.data.n, end._inngest?.status, result ?? error]);
        },
      );
    await serve(fn, watch("finished"), watch("failed"), watch("cancelled"));
    for (const n of [0, 1, 2]) await send("go", { n });
    await advance(10_000);
    await send("stop", { n: 2 });
    await advance(minute);
    const expected = [
      [0, ["finished", 1, "Failed", { name: "Error", message: "broken" }]],
      [0, ["failed", 1, "Failed", { name: "Error", message: "broken" }]],
      [10_000, ["finished", 2, "Cancelled", { message: 'cancelled by event "stop"' }]],
      [10_000, ["cancelled", 2, "Cancelled", { message: 'cancelled by event "stop"' }]],
      [minute, ["finished", 0, "Completed", { n: 0 }]],
    ];
    expect(timeline.entries()).toHaveLength(expected.length);
    expect(timeline.entries()).toMatchObject(expected);
    expect([runsOf("finished").length, runsOf("failed").length, runsOf("cancelled").length]).toEqual([3, 1, 1]);
  });

  it("do not come for runs that such an event started, which would start themselves for ever", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const fn = client.createFunction({ id: "fn", retries: 0, ...on("go") }, () => {
      throw new Error("broken");
    });
    const watch = (name: string) =>
      client.createFunction({ id: name, retries: 0, ...on(`inngest/function.${name}`) }, () => {
        throw new Error("the watcher is broken too");
      });
    await serve(fn, watch("finished"), watch("failed"));
    await send("go");
    expect(["fn", "finished", "failed"].map((id) => runsOf(id).map((run) => run.status))).toEqual([
      ["failed"],
      ["failed"],
      ["failed"],
    ]);
  });

  it("carry all events of a batch", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const batchEvents = { maxSize: 2, timeout: "10s" } as const;
    const fn = client.createFunction({ id: "fn", batchEvents, ...on("go") }, ({ events }) => events.length);
    const watcher = client.createFunction({ id: "watcher", ...on("inngest/function.finished") }, ({ event }) => {
      const { events, result } = dataOf(event) as { events?: { data: { n: number } }[]; result?: unknown };
      timeline.note([events?.map(({ data }) => data.n), result]);
    });
    await serve(fn, watcher);
    for (const n of [0, 1, 2]) await send("go", { n });
    await advance(minute);
    expect(timeline.entries()).toEqual([
      [0, [[0, 1], 2]],
      [10_000, [[2], 1]],
    ]);
  });
});
