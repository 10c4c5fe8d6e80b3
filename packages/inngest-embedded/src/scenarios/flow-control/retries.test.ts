import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, it } from "vitest";
import { createTestEngine, on } from "../../testing/test-engine.ts";
import { createTimeline, type Timeline } from "../../testing/timeline.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The service's delays before attempts 2, 3, … without their jitter of up to 30 s. */
const delays = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200].map((seconds) => seconds * second);

function gapsOf(timeline: Timeline): readonly number[] {
  const times = timeline.times();
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

describe("retries", () => {
  it.each([
    ["five when it sets none", undefined, 5],
    ["one with retries: 0", 0, 1],
    ["twenty-one with the most there are", 20, 21],
  ] as const)("give a function %s, after the service's delays plus up to 30 s", async (_name, retries, attempts) => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine({ retryInterval: "service" });
    const timeline = createTimeline(clock);
    const options = { id: "fn", ...(retries === undefined ? {} : { retries }), ...on("go") };
    const fn = client.createFunction(options, ({ attempt, maxAttempts }) => {
      timeline.note([attempt, maxAttempts]);
      throw new Error("again");
    });
    await serve(fn);
    await send("go");
    await advance(2 * day);
    expect(timeline.entries().map(([, label]) => label)).toEqual(
      Array.from({ length: attempts }, (_, attempt) => [attempt, attempts]),
    );
    for (const [index, gap] of gapsOf(timeline).entries()) {
      const delay = delays[Math.min(index, delays.length - 1)] ?? 0;
      expect(gap).toBeGreaterThanOrEqual(delay);
      expect(gap).toBeLessThan(delay + 30 * second);
    }
    expect(onlyRun("fn")).toMatchObject({ status: "failed", error: { message: "again" } });
  });

  it.each([
    ["30 s", () => "30s", 30 * second],
    ["a date", (now: number) => new Date(now + 90 * second), 90 * second],
    ["less than a second, held to one", () => 10, second],
    ["a date of the past, held to a second", (now: number) => new Date(now - hour), second],
    ["three days, held to one", () => "3d", day],
  ])("wait exactly as long as a RetryAfterError says: %s", async (_name, retryAfter, expected) => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine({ retryInterval: "service" });
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", retries: 1, ...on("go") }, ({ attempt }) => {
      timeline.note(attempt);
      if (attempt === 0) throw new RetryAfterError("later", retryAfter(clock.now()));
    });
    await serve(fn);
    await send("go");
    await advance(4 * day);
    expect(timeline.entries()).toEqual([
      [0, 0],
      [expected, 1],
    ]);
    expect(onlyRun("fn").status).toBe("completed");
  });

  it("end at once with a NonRetriableError", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", ...on("go") }, ({ attempt }) => {
      timeline.note(attempt);
      throw new NonRetriableError("no");
    });
    await serve(fn);
    await send("go");
    await advance(hour);
    expect(timeline.entries()).toEqual([[0, 0]]);
    expect(onlyRun("fn")).toMatchObject({ status: "failed", error: { message: "no" } });
  });

  it("let the function catch a step's NonRetriableError, and its last error", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", retries: 2, ...on("go") }, async ({ step }) => {
      const messages: string[] = [];
      for (const [id, failure] of [
        ["never", new NonRetriableError("no")],
        ["thrice", new Error("again")],
      ] as const) {
        await step
          .run(id, () => {
            timeline.note(id);
            throw failure;
          })
          .catch((error: Error) => messages.push(error.message));
      }
      return messages;
    });
    await serve(fn);
    await send("go");
    await advance(hour);
    expect(timeline.entries()).toEqual([
      [0, "never"],
      [0, "thrice"],
      [1000, "thrice"],
      [2000, "thrice"],
    ]);
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: ["no", "again"] });
  });

  it.each([
    ["with checkpoints", true],
    ["without", false],
  ])("count for each step anew, %s", async (_name, checkpointing) => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const timeline = createTimeline(clock);
    const failures = new Map([
      ["a", 2],
      ["b", 0],
      ["c", 2],
      ["body", 2],
    ]);
    const attemptOf = (id: string, attempt: number): void => {
      timeline.note(`${id}${attempt}`);
      const left = failures.get(id) ?? 0;
      failures.set(id, left - 1);
      if (left > 0) throw new Error(id);
    };
    const fn = client.createFunction(
      { id: "fn", retries: 2, checkpointing, ...on("go") },
      async ({ attempt, step }) => {
        for (const id of ["a", "b", "c"]) await step.run(id, () => attemptOf(id, attempt));
        attemptOf("body", attempt);
      },
    );
    await serve(fn);
    await send("go");
    await advance(hour);
    expect(timeline.entries()).toEqual([
      [0, "a0"],
      [1000, "a1"],
      [2000, "a2"],
      [2000, "b0"],
      [2000, "c0"],
      [3000, "c1"],
      [4000, "c2"],
      [4000, "body0"],
      [5000, "body1"],
      [6000, "body2"],
    ]);
    expect(onlyRun("fn").status).toBe("completed");
  });

  it("start anew after a checkpoint in the same call", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", retries: 1, ...on("go") }, async ({ attempt, step }) => {
      timeline.note(`body${attempt}`);
      // The second call is a last attempt; the step it reports gives the calls after it their own.
      if (timeline.times().length === 1) throw new Error("before any step");
      await step.run("a", () => timeline.note("a"));
      await step.run("b", () => timeline.note("b"));
      if (timeline.times("b").length === 1 && timeline.times("body1").length === 1) throw new Error("after b");
    });
    await serve(fn);
    await send("go");
    await advance(hour);
    expect(timeline.entries()).toEqual([
      [0, "body0"],
      [1000, "body1"],
      [1000, "a"],
      [1000, "body0"],
      [1000, "b"],
      [2000, "body1"],
    ]);
    expect(onlyRun("fn").status).toBe("completed");
  });

  it("run side by side for parallel steps", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", retries: 3, ...on("go") }, async ({ attempt, step }) => {
      const fail = (id: string, times: number): void => {
        timeline.note(`${id}${attempt}`);
        if (attempt < times) throw new Error(id);
      };
      await Promise.all([step.run("x", () => fail("x", 3)), step.run("y", () => fail("y", 1))]);
      await step.run("z", () => fail("z", 0));
    });
    await serve(fn);
    await send("go");
    await advance(hour);
    const byTime = timeline.entries().toSorted((left, right) => left[0] - right[0]);
    expect(byTime.map(([ms, label]) => `${ms} ${label}`).toSorted()).toEqual([
      "0 x0",
      "0 y0",
      "1000 x1",
      "1000 y1",
      "2000 x2",
      "3000 x3",
      "3000 z0",
    ]);
    expect(onlyRun("fn").status).toBe("completed");
  });

  it("fail the run when a parallel step has none left and nobody catches it", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction({ id: "fn", retries: 1, ...on("go") }, ({ step }) =>
      Promise.all([
        step.run("bad", () => {
          timeline.note("bad");
          throw new Error("bad step");
        }),
        step.run("good", () => timeline.note("good")),
      ]),
    );
    await serve(fn);
    await send("go");
    await advance(hour);
    expect(timeline.times("bad")).toEqual([0, 1000]);
    expect(timeline.times("good")).toEqual([0]);
    expect(onlyRun("fn")).toMatchObject({ status: "failed", error: { message: "bad step" } });
  });

  it("are followed by onFailure, once, with the failed run's event and error", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const timeline = createTimeline(clock);
    const fn = client.createFunction(
      {
        id: "fn",
        retries: 1,
        onFailure: ({ error, event }) => timeline.note([error.message, event.data.event.data]),
        ...on("go"),
      },
      () => {
        throw new Error("broken");
      },
    );
    await serve(fn);
    await send("go", { n: 1 });
    await advance(hour);
    expect(timeline.entries()).toEqual([[1000, ["broken", { n: 1 }]]]);
    expect(runsOf("fn").map((run) => run.status)).toEqual(["failed"]);
    expect(runsOf("fn-failure").map((run) => run.status)).toEqual(["completed"]);
  });
});
