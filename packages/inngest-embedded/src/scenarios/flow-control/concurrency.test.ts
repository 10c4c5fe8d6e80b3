import { describe, expect, it } from "vitest";
import { createGate, createTestEngine, dataOf, on, patient } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";
import { createVirtualWork } from "../../testing/virtual-work.ts";

const second = 1000;
const minute = 60 * second;

/** `count` events of the same data. */
function repeat(count: number, data: Record<string, unknown> = {}): Record<string, unknown>[] {
  return Array.from({ length: count }, () => data);
}

describe("concurrency", () => {
  it("of a function limits its calls, and the next starts when one ends", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const fn = test.client.createFunction({ id: "fn", concurrency: 3, ...on("go") }, async ({ event }) => {
      const ms = Number(dataOf(event).ms);
      timeline.note(ms);
      await work(ms);
    });
    await test.serve(fn);
    await send(...[10, 20, 30, 10, 10, 10, 10].map((seconds) => ({ ms: seconds * second })));
    expect(test.engine.stats()).toMatchObject({ running: 3, queued: 4, inFlight: 3 });
    await advance(minute);
    // Places come free at 10 s, twice at 20 s, and three times at 30 s.
    expect(timeline.times()).toEqual([0, 0, 0, 10_000, 20_000, 20_000, 30_000]);
    expect(test.engine.stats()).toMatchObject({ completed: 7, inFlight: 0 });
  });

  it("counts calls, not runs: who sleeps, waits or backs off holds no place", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const fn = test.client.createFunction(
      { id: "fn", concurrency: 1, ...on("go") },
      async ({ attempt, event, step }) => {
        const how = dataOf(event).how;
        await step.run("a", async () => {
          timeline.note(`${how} a`);
          await work(10_000);
          if (how === "retry" && attempt === 0) throw new Error("once");
        });
        if (how === "sleep") await step.sleep("nap", "1m");
        if (how === "wait") await step.waitForEvent("w", { event: "never", timeout: "1m" });
        await step.run("b", () => timeline.note(`${how} b`));
      },
    );
    await test.serve(fn);
    await send({ how: "sleep" }, { how: "wait" }, { how: "retry" }, { how: "plain" });
    await advance(5 * minute);
    expect(timeline.entries()).toEqual([
      [0, "sleep a"],
      [10_000, "wait a"],
      [20_000, "retry a"],
      [30_000, "plain a"],
      [40_000, "plain b"],
      // Due since 31 s, it gets the place when the plain run is done.
      [40_000, "retry a"],
      [50_000, "retry b"],
      [70_000, "sleep b"],
      [80_000, "wait b"],
    ]);
  });

  it("counts every parallel step of one run", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const fn = test.client.createFunction({ id: "fn", concurrency: 2, ...on("go") }, ({ step }) =>
      Promise.all(
        [0, 1, 2, 3, 4].map((n) =>
          step.run(`s${n}`, async () => {
            timeline.note(n);
            await work(10_000);
          }),
        ),
      ),
    );
    await test.serve(fn);
    await send({});
    await advance(minute);
    expect(timeline.times()).toEqual([0, 0, 10_000, 10_000, 20_000]);
    expect((test.onlyRun("fn").endedAt ?? 0) - test.onlyRun("fn").createdAt).toBe(30_000);
  });

  it("with a key limits each value by itself", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const concurrency = { limit: 1, key: "event.data.key" };
    const fn = test.client.createFunction({ id: "fn", concurrency, ...on("go") }, async ({ event }) => {
      timeline.note(dataOf(event).key);
      await work(10_000);
    });
    await test.serve(fn);
    await send(...["a", "a", "a", "b", "c", "b"].map((key) => ({ key })));
    await advance(minute);
    expect(["a", "b", "c"].map((key) => timeline.times(key))).toEqual([[0, 10_000, 20_000], [0, 10_000], [0]]);
  });

  it("evaluates a key once, when the run is created, and a missing value is a value", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const concurrency = { limit: 1, key: "event.data.a + '-' + event.data.b" };
    const fn = test.client.createFunction({ id: "fn", concurrency, ...on("go") }, async ({ event }) => {
      timeline.note(dataOf(event).n);
      await work(10_000);
    });
    await test.serve(fn);
    await send({ n: 0, a: 1 }, { n: 1, a: "1" }, { n: 2, b: 1 }, { n: 3 }, { n: 4 });
    await advance(minute);
    expect(timeline.entries()).toEqual([
      [0, 0],
      [0, 2],
      [0, 3],
      [10_000, 1],
      [10_000, 4],
    ]);
  });

  it("with two entries passes both, and a full smaller one holds no place of the larger", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const concurrency: [{ limit: number }, { limit: number; key: string }] = [
      { limit: 3 },
      { limit: 1, key: "event.data.key" },
    ];
    const fn = test.client.createFunction({ id: "fn", concurrency, ...on("go") }, async ({ event }) => {
      timeline.note(dataOf(event).key);
      await work(10_000);
    });
    await test.serve(fn);
    await send(...["a", "a", "a", "b", "c", "d"].map((key) => ({ key })));
    await advance(minute);
    expect(timeline.entries()).toEqual([
      [0, "a"],
      [0, "b"],
      [0, "c"],
      [10_000, "a"],
      [10_000, "d"],
      [20_000, "a"],
    ]);
  });

  it.each(["env", "account"] as const)(
    "of scope %s is shared by functions whose key is written the same",
    async (scope) => {
      const test = createTestEngine();
      const { work, send, advance } = createVirtualWork(test);
      const timeline = createTimeline(test.clock);
      const make = (id: string, key: string) =>
        test.client.createFunction({ id, concurrency: { limit: 1, key, scope }, ...on("go") }, async () => {
          timeline.note(id);
          await work(10_000);
        });
      await test.serve(make("one", '"openai"'), make("two", '"openai"'), make("three", "'open' + 'ai'"));
      await send({}, {});
      await advance(minute);
      expect(timeline.times("three")).toEqual([0, 10_000]);
      expect([...timeline.times("one"), ...timeline.times("two")].toSorted((left, right) => left - right)).toEqual([
        0, 10_000, 20_000, 30_000,
      ]);
    },
  );

  it("of a wider scope is compared with each function's own limit", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const make = (id: string, limit: number) =>
      test.client.createFunction(
        {
          id,
          concurrency: { limit, key: '"shared"', scope: "env" },
          triggers: [{ event: "go", if: `event.data.to == '${id}'` }],
        },
        async ({ event }) => {
          timeline.note(id);
          await work(Number(dataOf(event).ms));
        },
      );
    await test.serve(make("narrow", 1), make("wide", 3));
    const plan: readonly (readonly [string, number])[] = [
      ["wide", 10_000],
      ["wide", 20_000],
      ["narrow", 10_000],
      ["narrow", 10_000],
      ["wide", 20_000],
      ["wide", 5000],
    ];
    await send(...plan.map(([to, ms]) => ({ to, ms })));
    await advance(minute);
    expect(timeline.times("wide")).toEqual([0, 0, 0, 10_000]);
    // Its own limit of one lets it start only when nobody else holds the key.
    expect(timeline.times("narrow")).toEqual([20_000, 30_000]);
  });

  it("of different scopes or functions is never shared", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const make = (id: string, scope: "fn" | "env" | "account") =>
      test.client.createFunction({ id, concurrency: { limit: 1, key: '"k"', scope }, ...on("go") }, async () => {
        timeline.note(id);
        await work(10_000);
      });
    await test.serve(make("a", "fn"), make("b", "fn"), make("c", "env"), make("d", "account"));
    await send({});
    await advance(minute);
    expect(timeline.times()).toEqual([0, 0, 0, 0]);
  });

  it("makes a worker pool of a fan-out", async () => {
    const test = createTestEngine({ maxConcurrentCalls: 64 });
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const child = test.client.createFunction({ id: "child", concurrency: 10, triggers: [] }, async ({ event }) => {
      timeline.note(dataOf(event).n);
      await work(1000);
      return dataOf(event).n;
    });
    const parent = test.client.createFunction({ id: "parent", ...on("go") }, ({ step }) =>
      Promise.all(Array.from({ length: 100 }, (_, n) => step.invoke(`c${n}`, { function: child, data: { n } }))),
    );
    await test.serve(child, parent);
    await send({});
    await advance(minute);
    expect(timeline.times()).toEqual(Array.from({ length: 100 }, (_, n) => Math.floor(n / 10) * second));
    const run = test.onlyRun("parent");
    expect((run.endedAt ?? 0) - run.createdAt).toBe(10_000);
    expect(run.output).toEqual(Array.from({ length: 100 }, (_, n) => n));
  });

  it("gives the place back when a run is cancelled, once its code has ended", async () => {
    const test = createTestEngine();
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const options = { id: "fn", concurrency: 1, cancelOn: [{ event: "stop", match: "data.n" }], ...on("go") };
    const fn = test.client.createFunction(options, async ({ event }) => {
      timeline.note(dataOf(event).n);
      await work(10_000);
    });
    await test.serve(fn);
    await send({ n: 1 }, { n: 2 }, { n: 3 });
    await advance(4000);
    await test.client.send([1, 2].map((n) => ({ name: "stop", data: { n } })));
    await advance(minute);
    expect(timeline.entries()).toEqual([
      [0, 1],
      [10_000, 3],
    ]);
    expect(test.runsOf("fn").map((run) => run.status)).toEqual(["cancelled", "cancelled", "completed"]);
  });

  it("never lets the engine make more calls at once than it allows, over all functions", async () => {
    const test = createTestEngine({ maxConcurrentCalls: 4 });
    const { work, send, advance } = createVirtualWork(test);
    const timeline = createTimeline(test.clock);
    const make = (id: string) =>
      test.client.createFunction({ id, ...on("go") }, async () => {
        timeline.note(id);
        await work(10_000);
      });
    await test.serve(make("one"), make("two"));
    await send(...repeat(5));
    await advance(minute);
    expect(timeline.times()).toEqual([0, 0, 0, 0, 10_000, 10_000, 10_000, 10_000, 20_000, 20_000]);
  });

  it("gives free places to other keys while one is full", async () => {
    const test = createTestEngine();
    const gate = createGate();
    const done: string[] = [];
    const fn = test.client.createFunction(
      { id: "fn", concurrency: { limit: 1, key: "event.data.key" }, ...on("go") },
      async ({ event }) => {
        const key = String(dataOf(event).key);
        if (key === "slow") await gate.opened;
        done.push(key);
      },
    );
    await test.serve(fn);
    await test.client.send(["slow", "slow", "quick", "quick"].map((key) => ({ name: "go", data: { key } })));
    await expect.poll(() => done, patient).toEqual(["quick", "quick"]);
    gate.open();
    await test.engine.idle();
    expect(done).toEqual(["quick", "quick", "slow", "slow"]);
  });
});
