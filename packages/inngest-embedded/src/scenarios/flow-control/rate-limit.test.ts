import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";

const second = 1000;
const minute = 60 * second;

/** Sends one event a second for a minute and answers the seconds at which a run started. */
async function admittedSeconds(limit: number): Promise<readonly number[]> {
  const { client, clock, serve, send, advance } = createTestEngine();
  const timeline = createTimeline(clock);
  await serve(
    client.createFunction({ id: "fn", rateLimit: { limit, period: "1m" }, ...on("go") }, () => timeline.note("ran")),
  );
  for (let n = 0; n < 60; n += 1) {
    await send("go");
    await advance(second);
  }
  return timeline.times().map((ms) => ms / second);
}

describe("rateLimit", () => {
  it.each([
    [1, [0]],
    [4, [0, 15, 30, 45]],
    [9, [0, 7, 14, 21, 28, 35, 42, 49, 56]],
    [10, [0, 1, 6, 12, 18, 24, 30, 36, 42, 48, 54]],
    [20, [0, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 51, 54, 57]],
  ])("of %d a minute admits one per emission, and a tenth of the limit as burst", async (limit, seconds) => {
    expect(await admittedSeconds(limit)).toEqual(seconds);
  });

  it("admits a burst only at once: ten a minute are two, and the rest is dropped for good", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const rateLimit = { limit: 10, period: "1m", key: "event.data.key" } as const;
    await serve(
      client.createFunction({ id: "fn", rateLimit, ...on("go") }, ({ event }) => timeline.note(dataOf(event).key)),
    );
    for (let n = 0; n < 5; n += 1) await send("go", { key: "a" });
    await send("go", { key: "b" });
    await advance(6 * second - 1);
    await send("go", { key: "a" });
    await advance(1);
    for (let n = 0; n < 3; n += 1) await send("go", { key: "a" });
    await advance(10 * minute);
    expect(timeline.entries()).toEqual([
      [0, "a"],
      [0, "a"],
      [0, "b"],
      [6000, "a"],
    ]);
  });

  it("is off for an event whose key is false", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const rateLimit = { limit: 1, period: "1h", key: "event.data.plan" } as const;
    await serve(client.createFunction({ id: "fn", rateLimit, ...on("go") }, ({ event }) => dataOf(event).n));
    for (const [n, plan] of ["paid", "paid", false, false, "paid"].entries()) await send("go", { n, plan });
    expect(runsOf("fn").map((run) => run.output)).toEqual([0, 2, 3]);
  });

  it("tells the caller of an invoke that is dropped, at once", async () => {
    const { client, clock, serve, send, runsOf } = createTestEngine();
    const start = clock.now();
    const child = client.createFunction({ id: "child", rateLimit: { limit: 1, period: "1m" }, triggers: [] }, () => 1);
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, ({ step }) =>
      step.invoke("c", { function: child }).catch((error: Error) => error.message),
    );
    await serve(child, parent);
    await send("go");
    await send("go");
    expect(runsOf("child")).toHaveLength(1);
    expect(runsOf("parent").map((run) => [run.output, (run.endedAt ?? 0) - start])).toEqual([
      [1, 0],
      ["invoked function is rate limited", 0],
    ]);
  });

  it("does not reach the function's onFailure, which runs once per failed run", async () => {
    const { client, clock, serve, send, runsOf } = createTestEngine();
    const timeline = createTimeline(clock);
    const onFailure = ({ error }: { error: Error }): void => timeline.note(error.message);
    const rateLimit = { limit: 10, period: "1m" } as const;
    const fn = client.createFunction({ id: "fn", rateLimit, retries: 0, onFailure, ...on("go") }, ({ event }) => {
      throw new Error(`failed ${dataOf(event).n}`);
    });
    await serve(fn);
    for (let n = 0; n < 4; n += 1) await send("go", { n });
    expect(runsOf("fn").map((run) => run.status)).toEqual(["failed", "failed"]);
    expect(timeline.entries()).toEqual([
      [0, "failed 0"],
      [0, "failed 1"],
    ]);
  });

  it("does not count an event whose id has started a run already", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const rateLimit = { limit: 10, period: "1m" } as const;
    await serve(client.createFunction({ id: "fn", rateLimit, ...on("go") }, ({ event }) => dataOf(event).n));
    await send("go", { n: 0 }, { id: "same" });
    await send("go", { n: 1 }, { id: "same" });
    await send("go", { n: 2 });
    await send("go", { n: 3 });
    expect(runsOf("fn").map((run) => run.output)).toEqual([0, 2]);
  });
});
