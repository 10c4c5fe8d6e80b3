import { describe, expect, it } from "vitest";
import { createLoad } from "../testing/load.ts";
import { createGate, createTestEngine, dataOf, on, patient, type TestEngine } from "../testing/test-engine.ts";

async function sendMany({ client, engine }: TestEngine, count: number, keys: readonly string[] = ["a"]): Promise<void> {
  await client.send(
    Array.from({ length: count }, (_, n) => ({ name: "go", data: { n, key: keys[n % keys.length] ?? "a" } })),
  );
  await engine.idle();
}

describe("concurrency", () => {
  it("limits the calls of a function, not its sleeping runs", async () => {
    const test = createTestEngine();
    const load = createLoad(3);
    const fn = test.client.createFunction({ id: "fn", concurrency: 3, ...on("go") }, async ({ step }) => {
      await step.run("a", () => load.run());
      await step.sleep("nap", "1m");
      await step.run("b", () => load.run());
    });
    await test.serve(fn);
    await sendMany(test, 12);
    expect(load.most()).toBe(3);
    expect(test.engine.stats()).toMatchObject({ waiting: 12, running: 0, queued: 0 });
    await test.advance(60_000);
    expect(load.most()).toBe(3);
    expect(test.engine.stats()).toMatchObject({ completed: 12 });
  });

  it("limits each key by itself, and all together by a second entry", async () => {
    const test = createTestEngine();
    const load = createLoad(5);
    const fn = test.client.createFunction(
      { id: "fn", concurrency: [{ limit: 5 }, { limit: 2, key: "event.data.key" }], ...on("go") },
      ({ event, step }) => step.run("a", () => load.run(String(dataOf(event).key))),
    );
    await test.serve(fn);
    await sendMany(test, 30, ["a", "b", "c"]);
    expect(load.most()).toBe(5);
    expect(load.mostByKey()).toEqual([2, 2, 2]);
    expect(test.engine.stats()).toMatchObject({ completed: 30 });
  });

  it("shares a limit of wider scope between functions with the same key expression", async () => {
    const test = createTestEngine();
    const load = createLoad(2);
    const make = (id: string) =>
      test.client.createFunction(
        { id, concurrency: { limit: 2, key: '"openai"', scope: "account" }, ...on("go") },
        ({ step }) => step.run("a", () => load.run()),
      );
    await test.serve(make("one"), make("two"));
    await sendMany(test, 8);
    expect(load.most()).toBe(2);
    expect(test.engine.stats()).toMatchObject({ completed: 16 });
  });

  it("never makes more calls at once than the engine allows", async () => {
    const test = createTestEngine({ maxConcurrentCalls: 4 });
    const load = createLoad(4);
    await test.serve(
      test.client.createFunction({ id: "fn", ...on("go") }, ({ step }) => step.run("a", () => load.run())),
    );
    await sendMany(test, 20);
    expect(load.most()).toBe(4);
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

  it("releases the place of a call that fails, until it is repeated", async () => {
    const test = createTestEngine();
    const order: string[] = [];
    const fn = test.client.createFunction({ id: "fn", concurrency: 1, ...on("go") }, ({ event, attempt }) => {
      const n = dataOf(event).n;
      order.push(`${n}:${attempt}`);
      if (n === 0 && attempt === 0) throw new Error("once");
    });
    await test.serve(fn);
    await sendMany(test, 2);
    await test.advance(1000);
    expect(order).toEqual(["0:0", "1:0", "0:1"]);
  });
});

describe("order", () => {
  it("takes older runs first, and runs of higher priority before them", async () => {
    const test = createTestEngine({ maxConcurrentCalls: 1 });
    const order: unknown[] = [];
    const fn = test.client.createFunction(
      { id: "fn", priority: { run: "event.data.urgent == true ? 120 : 0" }, ...on("go") },
      ({ event }) => void order.push(dataOf(event).n),
    );
    await test.engine.register({ client: test.client, functions: [fn] });
    const urgent = new Set([2, 4]);
    for (let n = 0; n < 5; n += 1) {
      await test.client.send({ name: "go", data: { n, urgent: urgent.has(n) } });
      await test.clock.advance(10, async () => {});
    }
    await test.engine.start();
    await test.engine.idle();
    expect(order).toEqual([2, 4, 0, 1, 3]);
  });

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
});
