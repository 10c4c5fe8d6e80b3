import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";

const hour = 3_600_000;

describe("an event's id", () => {
  it("starts each function once in 24 hours, to the millisecond", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    await serve(...["one", "two"].map((id) => client.createFunction({ id, ...on("go") }, () => timeline.note(id))));
    await send("go", {}, { id: "same" });
    await send("go", {}, { id: "same" });
    await send("go", {}, { id: "other" });
    await advance(24 * hour - 1);
    await send("go", {}, { id: "same" });
    await advance(1);
    await send("go", {}, { id: "same" });
    expect(timeline.times("one")).toEqual([0, 0, 24 * hour]);
    expect(timeline.times("two")).toEqual([0, 0, 24 * hour]);
  });

  it("keeps its effect when the first run has ended, even by failure", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const fn = client.createFunction({ id: "fn", retries: 0, ...on("go") }, () => {
      throw new Error("failed");
    });
    await serve(fn);
    await send("go", {}, { id: "same" });
    await send("go", {}, { id: "same" });
    expect(runsOf("fn").map((run) => run.status)).toEqual(["failed"]);
  });

  it("of another event name counts as the same", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "fn", triggers: [{ event: "go" }, { event: "run" }] }, () => null));
    await send("go", {}, { id: "same" });
    await send("run", {}, { id: "same" });
    expect(runsOf("fn")).toHaveLength(1);
  });

  it("is claimed when the run is created, so that a run of the future is not started twice", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    await serve(client.createFunction({ id: "fn", ...on("go") }, () => timeline.note("ran")));
    await send("go", {}, { id: "same", ts: clock.now() + hour });
    await send("go", {}, { id: "same" });
    await advance(2 * hour);
    expect(timeline.times()).toEqual([hour]);
  });
});

describe("idempotency", () => {
  it("runs once per value of its expression in 24 hours, to the millisecond", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const idempotency = "event.data.cart + '-' + event.data.user";
    await serve(
      client.createFunction({ id: "fn", idempotency, ...on("go") }, ({ event }) => timeline.note(dataOf(event).n)),
    );
    await send("go", { n: 1, cart: "a", user: 1 });
    await send("go", { n: 2, cart: "a", user: 1 });
    await send("go", { n: 3, cart: "a", user: 2 });
    await advance(24 * hour - 1);
    await send("go", { n: 4, cart: "a", user: 1 });
    await advance(1);
    await send("go", { n: 5, cart: "a", user: 1 });
    await send("go", { n: 6, cart: "a", user: 1 });
    expect(timeline.entries()).toEqual([
      [0, 1],
      [0, 3],
      [24 * hour, 5],
    ]);
  });

  it("is each function's own", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const make = (id: string) => client.createFunction({ id, idempotency: "event.data.id", ...on("go") }, () => null);
    await serve(make("one"), make("two"));
    await send("go", { id: 1 });
    await send("go", { id: 1 });
    expect([runsOf("one").length, runsOf("two").length]).toEqual([1, 1]);
  });
});
