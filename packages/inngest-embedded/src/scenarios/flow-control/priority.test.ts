import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";
import { createVirtualWork } from "../../testing/virtual-work.ts";

const second = 1000;

/**
 * Queues one run of each priority `everyMs` apart while the engine stands still, then runs them one at a time and
 * answers the order.
 */
async function orderOf(priorities: readonly unknown[], everyMs: number, run = "event.data.p"): Promise<unknown[]> {
  const { client, clock, engine } = createTestEngine({ maxConcurrentCalls: 1 });
  const order: unknown[] = [];
  const fn = client.createFunction(
    { id: "fn", priority: { run }, ...on("go") },
    ({ event }) => void order.push(dataOf(event).n),
  );
  await engine.register({ client, functions: [fn] });
  for (const [n, p] of priorities.entries()) {
    await client.send({ name: "go", data: { n, p } });
    await clock.advance(everyMs, async () => {});
  }
  await engine.start();
  await engine.idle();
  return order;
}

describe("priority", () => {
  it("puts older runs first where it is equal", async () => {
    expect(await orderOf([0, 0, 0, 0], 10)).toEqual([0, 1, 2, 3]);
    expect(await orderOf([120, 120, 120], 10)).toEqual([0, 1, 2]);
  });

  it("puts a run before those created up to that many seconds earlier, and no further", async () => {
    // Created 10 s apart: 25 s of priority overtake the two runs before, not the third.
    expect(await orderOf([0, 0, 0, 25], 10 * second)).toEqual([0, 3, 1, 2]);
    expect(await orderOf([0, 0, 0, 9], 10 * second)).toEqual([0, 1, 2, 3]);
  });

  it("may be negative, which puts a run behind", async () => {
    expect(await orderOf([-25, 0, 0, 0], 10 * second)).toEqual([1, 2, 0, 3]);
  });

  it("is held to ten minutes either way", async () => {
    expect(await orderOf([600, 5000], 1)).toEqual([0, 1]);
    expect(await orderOf([-5000, -600], 1)).toEqual([0, 1]);
  });

  it("is nothing when its expression gives no whole number", async () => {
    expect(await orderOf([0, 12.5, "300", null, true, [1]], 10)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await orderOf([0, 1], 10, "event.data.missing.deeper - 1")).toEqual([0, 1]);
  });

  it("is computed by an expression", async () => {
    const plans = ["free", "enterprise", "pro"];
    const run = "event.data.p == 'enterprise' ? 180 : event.data.p == 'pro' ? 60 : 0";
    expect(await orderOf(plans, 10, run)).toEqual([1, 2, 0]);
  });

  it("orders what waits for a place under a concurrency limit, as places come free", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const options = { id: "fn", concurrency: 1, priority: { run: "event.data.p" }, ...on("go") } as const;
    const fn = test.client.createFunction(options, async ({ event }) => {
      timeline.note(dataOf(event).n);
      await work(10_000);
    });
    await test.serve(fn);
    await send({ n: 0, p: 0 });
    await send({ n: 1, p: 0 }, { n: 2, p: 100 });
    await advance(5000);
    await send({ n: 3, p: 200 });
    await advance(60_000);
    expect(timeline.entries()).toEqual([
      [0, 0],
      [10_000, 3],
      [20_000, 2],
      [30_000, 1],
    ]);
  });
});

describe("order", () => {
  it("lets a step of an older run overtake newer runs that have not started", async () => {
    const test = createTestEngine({ maxConcurrentCalls: 1 });
    const order: string[] = [];
    const fn = test.client.createFunction({ id: "fn", checkpointing: false, ...on("go") }, async ({ event, step }) => {
      for (const part of ["a", "b"]) await step.run(part, () => order.push(`${dataOf(event).n}${part}`));
    });
    await test.engine.register({ client: test.client, functions: [fn] });
    for (let n = 0; n < 3; n += 1) {
      await test.client.send({ name: "go", data: { n } });
      await test.clock.advance(10, async () => {});
    }
    await test.engine.start();
    await test.engine.idle();
    expect(order).toEqual(["0a", "0b", "1a", "1b", "2a", "2b"]);
  });

  it("puts a run that wakes up by its creation, before younger runs that have waited longer", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const fn = test.client.createFunction({ id: "fn", concurrency: 1, ...on("go") }, async ({ event, step }) => {
      const n = dataOf(event).n;
      await step.run("a", async () => {
        timeline.note(`${n}a`);
        await work(10_000);
      });
      await step.sleep("nap", "5s");
      await step.run("b", () => timeline.note(`${n}b`));
    });
    await test.serve(fn);
    for (const n of [0, 1, 2]) {
      await send({ n });
      await advance(1);
    }
    await advance(120_000);
    expect(timeline.entries()).toEqual([
      [0, "0a"],
      [10_000, "1a"],
      [20_000, "0b"],
      [20_000, "2a"],
      [30_000, "1b"],
      [35_000, "2b"],
    ]);
  });
});
