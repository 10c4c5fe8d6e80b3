import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe("step.waitForEvent", () => {
  it("does not look back: only what comes after it began to wait counts", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      await step.sleep("nap", "10s");
      const event = await step.waitForEvent("w", { event: "answer", timeout: "1h" });
      timeline.note(event && dataOf(event).n);
    });
    await serve(fn);
    await send("answer", { n: 1 });
    await send("go");
    await send("answer", { n: 2 });
    await advance(20 * second);
    await send("answer", { n: 3 });
    await send("answer", { n: 4 });
    expect(timeline.entries()).toEqual([[20_000, 3]]);
  });

  it("compares with the values of the run's own event, of whatever type", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      const expression = "async.data.id == event.data.id && async.data.list[0] == event.data.deep.list[0]";
      const event = await step.waitForEvent("w", { event: "answer", if: expression, timeout: "1h" });
      return event && dataOf(event).n;
    });
    await serve(fn);
    const ids = [1, "1", true, 'it\'s "quoted" \\ text', null];
    for (const id of ids) await send("go", { id, deep: { list: [id] } });
    for (const [n, id] of ids.entries()) await send("answer", { n, id, list: [id] });
    expect(runsOf("fn").map((run) => run.output)).toEqual([0, 1, 2, 3, 4]);
  });

  it("ends with null at its timeout, to the millisecond", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      timeline.note(await step.waitForEvent("w", { event: "answer", timeout: "1h" }));
    });
    await serve(fn);
    await send("go");
    await advance(hour - 1);
    expect(timeline.entries()).toEqual([]);
    await advance(hour);
    await send("answer");
    expect(timeline.entries()).toEqual([[hour, null]]);
  });

  it.each([
    ["a millisecond before its timeout takes the event", hour - 1, "answer"],
    ["at the instant of its timeout takes null", hour, null],
  ])("%s, when both come at once, and once only", async (_name, ms, expected) => {
    const { client, clock, engine, serve, send, advance, onlyRun } = createTestEngine();
    const seen: unknown[] = [];
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      const event = await step.waitForEvent("w", { event: "answer", timeout: "1h" });
      await step.run("seen", () => void seen.push(event?.name ?? null));
    });
    await serve(fn);
    await send("go");
    // The engine has no chance to fire the timer before the event arrives.
    await clock.advance(ms, async () => {});
    await Promise.all([client.send({ name: "answer" }), client.send({ name: "answer" })]);
    await engine.idle();
    await advance(hour);
    expect(seen).toEqual([expected]);
    expect(onlyRun("fn").status).toBe("completed");
  });

  it("ends every wait of one run, or of many, that an event matches", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ event, step }) => {
      const waits = ["x", "y"].map((kind) =>
        step.waitForEvent(`w-${kind}`, {
          event: "answer",
          if: `async.data.${kind} == ${dataOf(event).n}`,
          timeout: "1h",
        }),
      );
      return (await Promise.all(waits)).map((answer) => answer && dataOf(answer).id);
    });
    await serve(fn);
    for (const n of [1, 2]) await send("go", { n });
    await send("answer", { id: "a", x: 1, y: 1 });
    await send("answer", { id: "b", x: 2 });
    expect(runsOf("fn").map((run) => run.output)).toEqual([["a", "a"], null]);
    await send("answer", { id: "c", x: 2, y: 2 });
    expect(runsOf("fn").map((run) => run.output)).toEqual([
      ["a", "a"],
      ["b", "c"],
    ]);
  });

  it("sees an event that another step of the same group sends", async () => {
    const { client, clock, serve, send, onlyRun } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      const [event] = await Promise.all([
        step.waitForEvent("w", { event: "answer", timeout: "1h" }),
        step.sendEvent("s", { name: "answer", data: { n: 1 } }),
      ]);
      timeline.note(event && dataOf(event).n);
    });
    await serve(fn);
    await send("go");
    expect(timeline.entries()).toEqual([[0, 1]]);
    expect(onlyRun("fn").status).toBe("completed");
  });
});

describe("step.sleep", () => {
  it("wakes to the millisecond, and at once from an instant of the past", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const start = clock.now();
    const fn = client.createFunction({ id: "fn", checkpointing: false, ...on("go") }, async ({ step }) => {
      await step.sleep("a", "90s");
      await step.run("a done", () => timeline.note("a"));
      await step.sleepUntil("b", new Date(start + 2 * minute));
      await step.run("b done", () => timeline.note("b"));
      await step.sleepUntil("c", new Date(start));
      await step.run("c done", () => timeline.note("c"));
    });
    await serve(fn);
    await send("go");
    await advance(hour);
    expect(timeline.entries()).toEqual([
      [90_000, "a"],
      [120_000, "b"],
      [120_000, "c"],
    ]);
  });
});

describe("step.invoke", () => {
  it("gives up at its timeout, while the invoked run goes on", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const start = clock.now();
    const child = client.createFunction({ id: "child", triggers: [] }, ({ step }) => step.sleep("nap", "1h"));
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, ({ step }) =>
      step.invoke("c", { function: child, timeout: "1m" }).catch((error: Error) => error.message),
    );
    await serve(child, parent);
    await send("go");
    await advance(2 * hour);
    const seen = ["parent", "child"].map((id) => [onlyRun(id).status, (onlyRun(id).endedAt ?? 0) - start]);
    expect(seen).toEqual([
      ["completed", minute],
      ["completed", hour],
    ]);
    expect(onlyRun("parent").output).toBe("Timed out waiting for invoked function to complete");
  });
});
