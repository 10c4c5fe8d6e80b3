import { StepError } from "inngest";
import { describe, expect, it } from "vitest";
import { createTestEngine, on } from "../testing/test-engine.ts";

describe("parallel steps", () => {
  it("runs each branch once and replays the function once for all of them", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const ran: string[] = [];
    let bodies = 0;
    const fn = client.createFunction({ id: "par", ...on("go") }, async ({ step }) => {
      bodies += 1;
      const before = await step.run("before", () => 0);
      const results = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          step.run(`branch-${index}`, () => {
            ran.push(`branch-${index}`);
            return index;
          }),
        ),
      );
      const after = await step.run("after", () => results.reduce((sum, value) => sum + value, before));
      return { results, after };
    });
    await serve(fn);
    await send("go");
    expect(onlyRun("par")).toMatchObject({ status: "completed", output: { results: [0, 1, 2, 3, 4, 5], after: 15 } });
    expect(ran.sort()).toEqual(Array.from({ length: 6 }, (_, index) => `branch-${index}`));
    // One discovery, six planned calls, one replay to the end.
    expect(bodies).toBe(8);
  });

  it("joins steps, sleeps and waits of different lengths", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "mixed", ...on("go") }, async ({ step }) => {
      const [a, slept, waited] = await Promise.all([
        step.run("a", () => "a"),
        step.sleep("s", "1h"),
        step.waitForEvent("w", { event: "hello", timeout: "2h" }),
      ]);
      return { a, slept, waited };
    });
    await serve(fn);
    await send("go");
    await advance(3_600_000);
    expect(onlyRun("mixed").status).toBe("running");
    await advance(3_600_000);
    expect(onlyRun("mixed")).toMatchObject({ status: "completed", output: { a: "a", slept: null, waited: null } });
  });

  it("runs chains in parallel, and each step of each once", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const ran: string[] = [];
    const fn = client.createFunction({ id: "chains", ...on("go") }, ({ step }) =>
      Promise.all(
        ["x", "y", "z"].map(async (name, index) => {
          let sum = 0;
          for (let part = 0; part <= index + 1; part += 1) {
            sum += await step.run(`${name}-${part}`, () => {
              ran.push(`${name}-${part}`);
              return part;
            });
          }
          return sum;
        }),
      ),
    );
    await serve(fn);
    await send("go");
    expect(onlyRun("chains")).toMatchObject({ status: "completed", output: [1, 3, 6] });
    expect(ran.sort()).toEqual(["x-0", "x-1", "y-0", "y-1", "y-2", "z-0", "z-1", "z-2", "z-3"]);
  });

  it("repeats only the branch that failed", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const ran: string[] = [];
    const fn = client.createFunction({ id: "half", retries: 2, ...on("go") }, ({ step }) =>
      Promise.all([
        step.run("good", () => ran.push("good")),
        step.run("bad", () => {
          ran.push("bad");
          if (ran.filter((name) => name === "bad").length < 3) throw new Error("bad");
          return "at last";
        }),
      ]),
    );
    await serve(fn);
    await send("go");
    await advance(10_000);
    expect(onlyRun("half")).toMatchObject({ status: "completed", output: [1, "at last"] });
    expect(ran).toEqual(["good", "bad", "bad", "bad"]);
  });

  it("lets the function catch a branch that failed for good", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "caught", retries: 0, ...on("go") }, async ({ step }) => {
      const results = await Promise.allSettled([
        step.run("good", () => 1),
        step.run("bad", () => {
          throw new Error("bad");
        }),
      ]);
      return results.map((result) =>
        result.status === "rejected" ? result.reason instanceof StepError : result.value,
      );
    });
    await serve(fn);
    await send("go");
    await advance(10_000);
    expect(onlyRun("caught")).toMatchObject({ status: "completed", output: [1, true] });
  });

  it("goes on with the winner of a race while the loser runs on", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const ran: string[] = [];
    const fn = client.createFunction({ id: "race", ...on("go") }, async ({ step, group }) => {
      const winner = await group.parallel(() =>
        Promise.race([
          step.sleep("slow", "1h").then(() => "slow"),
          step.run("fast", () => "fast"),
          step.waitForEvent("never", { event: "never", timeout: "2h" }).then(() => "never"),
        ]),
      );
      await step.run("after", () => ran.push(`after ${winner}`));
      await step.run("more", () => ran.push("more"));
      return winner;
    });
    await serve(fn);
    await send("go");
    expect(ran).toEqual(["after fast", "more"]);
    await advance(7_200_000);
    expect(onlyRun("race")).toMatchObject({ status: "completed", output: "fast" });
    expect(ran).toEqual(["after fast", "more"]);
  });

  it("runs chains inside a race without repeating a step", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const ran: string[] = [];
    const fn = client.createFunction({ id: "race-chains", ...on("go") }, async ({ step, group }) => {
      const mark = (name: string) => step.run(name, () => ran.push(name) && name);
      return group.parallel(() =>
        Promise.race([
          (async () => {
            await mark("a1");
            await step.sleep("pause", "1m");
            return mark("a2");
          })(),
          (async () => {
            await mark("b1");
            await mark("b2");
            return mark("b3");
          })(),
        ]),
      );
    });
    await serve(fn);
    await send("go");
    await advance(120_000);
    expect(onlyRun("race-chains")).toMatchObject({ status: "completed", output: "b3" });
    expect(ran.toSorted()).toEqual([...new Set(ran)].toSorted());
  });

  it("plans the step after a group that ended with a sleep, as the service does, and after no other", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const bodies = { sleep: 0, wait: 0 };
    const make = (id: "sleep" | "wait", nap: number) =>
      client.createFunction({ id, ...on("go") }, async ({ step }) => {
        bodies[id] += 1;
        await Promise.all([step.sleep("s", nap), step.waitForEvent("w", { event: "never", timeout: 60_000 })]);
        return step.run("after", () => "ok");
      });
    await serve(make("sleep", 120_000), make("wait", 30_000));
    await send("go");
    await advance(120_000);
    for (const id of ["sleep", "wait"]) expect(onlyRun(id)).toMatchObject({ status: "completed", output: "ok" });
    // Asleep to the end: discovery, a replay that plans, the step, the end. Otherwise: discovery, and all the rest.
    expect(bodies).toEqual({ sleep: 4, wait: 2 });
  });

  it("replays after every step when the function turns parallel optimisation off", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const ran: string[] = [];
    const fn = client.createFunction({ id: "old", optimizeParallelism: false, ...on("go") }, async ({ step }) => {
      await Promise.all([step.run("a", () => ran.push("a")), step.run("b", () => ran.push("b"))]);
      await step.run("c", () => ran.push("c"));
      return "ok";
    });
    await serve(fn);
    await send("go");
    expect(onlyRun("old")).toMatchObject({ status: "completed", output: "ok" });
    expect(ran.toSorted()).toEqual(["a", "b", "c"]);
  });
});
