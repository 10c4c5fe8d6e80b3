import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on, type TestEngine } from "../../testing/test-engine.ts";

const second = 1000;

/** Serves a function that sleeps a minute, and answers how to look at its runs as [n, status, start, end] in seconds. */
async function serveSingleton(
  mode: "skip" | "cancel",
  key?: string,
): Promise<TestEngine & { seen(): (readonly unknown[])[] }> {
  const test = createTestEngine();
  const startedAt = test.clock.now();
  const singleton = key === undefined ? { mode } : { mode, key };
  const cancelOn = [{ event: "stop", match: "data.n" }];
  const fn = test.client.createFunction(
    { id: "fn", retries: 0, singleton, cancelOn, ...on("go") },
    async ({ event, step }) => {
      if (dataOf(event).fails === true) throw new Error("failed");
      await step.sleep("nap", "1m");
    },
  );
  await test.serve(fn);
  const seconds = (at: number | null): number | null => at && (at - startedAt) / second;
  return {
    ...test,
    seen: () => test.runsOf("fn").map((run) => [run.status, seconds(run.createdAt), seconds(run.endedAt)]),
  };
}

describe("singleton", () => {
  it("skips what comes while a run is not over, and takes the next after it", async () => {
    const { send, advance, seen } = await serveSingleton("skip");
    for (let n = 0; n < 4; n += 1) {
      await send("go", { n });
      await advance(25 * second);
    }
    await advance(60 * second);
    expect(seen()).toEqual([
      ["completed", 0, 60],
      ["completed", 75, 135],
    ]);
  });

  it("cancels the older run for the newer one", async () => {
    const { send, advance, seen, runsOf } = await serveSingleton("cancel");
    for (let n = 0; n < 3; n += 1) {
      await send("go", { n });
      await advance(25 * second);
    }
    await advance(60 * second);
    expect(seen()).toEqual([
      ["cancelled", 0, 25],
      ["cancelled", 25, 50],
      ["completed", 50, 110],
    ]);
    expect(runsOf("fn")[0]?.error?.message).toBe("A newer run of this singleton took its place.");
  });

  it.each(["skip", "cancel"] as const)(
    "in mode %s keeps different keys apart, and a key of false is none",
    async (mode) => {
      const { send, advance, seen } = await serveSingleton(mode, "event.data.key");
      for (const key of ["a", "b", false, false]) await send("go", { key });
      await advance(60 * second);
      expect(seen()).toEqual([
        ["completed", 0, 60],
        ["completed", 0, 60],
        ["completed", 0, 60],
        ["completed", 0, 60],
      ]);
    },
  );

  it("is free again after a failure and after a cancellation", async () => {
    const { send, advance, seen } = await serveSingleton("skip");
    await send("go", { n: 0, fails: true });
    await send("go", { n: 1 });
    await advance(10 * second);
    await send("stop", { n: 1 });
    await send("go", { n: 2 });
    await send("go", { n: 3 });
    await advance(60 * second);
    expect(seen()).toEqual([
      ["failed", 0, 0],
      ["cancelled", 0, 10],
      ["completed", 10, 70],
    ]);
  });

  it("holds for a run that has not started yet", async () => {
    const { clock, send, advance, seen } = await serveSingleton("skip");
    await send("go", { n: 0 }, { ts: clock.now() + 30 * second });
    await send("go", { n: 1 });
    await advance(90 * second);
    expect(seen()).toEqual([["completed", 0, 90]]);
  });

  it("tells the caller of an invoke that is skipped, or whose run is cancelled", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const start = clock.now();
    const make = (mode: "skip" | "cancel") =>
      client.createFunction({ id: mode, singleton: { mode }, triggers: [] }, ({ step }) => step.sleep("nap", "1m"));
    const children = [make("skip"), make("cancel")] as const;
    const parents = children.map((child) =>
      client.createFunction({ id: `call-${child.id()}`, retries: 0, ...on("go") }, ({ step }) =>
        step.invoke("c", { function: child }).then(
          () => "done",
          (error: Error) => error.message,
        ),
      ),
    );
    await serve(...children, ...parents);
    await send("go");
    await advance(10 * second);
    await send("go");
    await advance(120 * second);
    const seen = (id: string) => runsOf(id).map((run) => [((run.endedAt ?? 0) - start) / second, run.output]);
    expect(seen("call-skip")).toEqual([
      [60, "done"],
      [10, "invoked function is skipped: another run of this singleton is not over"],
    ]);
    expect(seen("call-cancel")).toEqual([
      [10, "A newer run of this singleton took its place."],
      [70, "done"],
    ]);
  });
});
