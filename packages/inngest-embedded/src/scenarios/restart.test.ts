import { join } from "node:path";
import type { Inngest, InngestFunction } from "inngest";
import { describe, expect, it, onTestFinished } from "vitest";
import { crashCopy, createTestFolder } from "../testing/crash-copy.ts";
import { createGate, createTestEngine, dataOf, on, patient, type TestEngine } from "../testing/test-engine.ts";
import { createVirtualClock } from "../virtual-clock.ts";

type MakeFunctions = (client: Inngest.Any) => InngestFunction.Any[];

/**
 * Opens a first engine on a new file; `restart` opens another on what the file holds, as after a kill. Each has its own
 * clock, so that the engine left behind stands still. `later` lets time pass while none runs.
 */
function createPair(): {
  open(make: MakeFunctions): Promise<TestEngine>;
  restart(make: MakeFunctions): Promise<TestEngine>;
  later(ms: number): void;
} {
  const folder = createTestFolder();
  let clock = createVirtualClock();
  let offset = 0;
  let file = join(folder, "engine.db");
  const open = async (make: MakeFunctions): Promise<TestEngine> => {
    clock = createVirtualClock(clock.now() + offset);
    offset = 0;
    const test = createTestEngine({ file, clock });
    onTestFinished(() => test.engine.stop({ drainMs: 0 }));
    await test.serve(...make(test.client));
    return test;
  };
  return {
    open,
    restart(make) {
      file = crashCopy(file);
      return open(make);
    },
    later: (ms) => {
      offset += ms;
    },
  };
}

describe("after a restart", () => {
  it("a sleeping run wakes on time and does not repeat its steps", async () => {
    const { open, restart } = createPair();
    const ran: string[] = [];
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
        await step.run("before", () => ran.push("before"));
        await step.sleep("nap", "1h");
        await step.run("after", () => ran.push("after"));
        return "ok";
      }),
    ];
    await (await open(make)).send("go");
    const second = await restart(make);
    await second.advance(3_599_999);
    expect(ran).toEqual(["before"]);
    await second.advance(1);
    expect(second.onlyRun("fn")).toMatchObject({ status: "completed", output: "ok" });
    expect(ran).toEqual(["before", "after"]);
  });

  it("a waiting run still matches its event, and still times out", async () => {
    const { open, restart } = createPair();
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
        const event = await step.waitForEvent("w", { event: "answer", match: "data.id", timeout: "1h" });
        return event === null ? "timeout" : dataOf(event).id;
      }),
    ];
    const first = await open(make);
    await first.send("go", { id: 1 });
    await first.send("go", { id: 2 });
    const second = await restart(make);
    await second.send("answer", { id: 2 });
    await second.advance(3_600_000);
    expect(second.runsOf("fn").map((run) => run.output)).toEqual(["timeout", 2]);
  });

  it("a run that backs off is repeated on time with its attempts", async () => {
    const { open, restart } = createPair();
    const attempts: number[] = [];
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", retries: 2, ...on("go") }, ({ attempt }) => {
        attempts.push(attempt);
        throw new Error("always");
      }),
    ];
    await (await open(make)).send("go");
    const second = await restart(make);
    await second.advance(999);
    expect(attempts).toEqual([0]);
    await second.advance(10_000);
    expect(attempts).toEqual([0, 1, 2]);
    expect(second.onlyRun("fn").status).toBe("failed");
  });

  it("a run in the middle of a parallel group runs only the branches that are left", async () => {
    const { open, restart } = createPair();
    const ran: string[] = [];
    const gate = createGate();
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", ...on("go") }, ({ step }) =>
        Promise.all([
          step.run("quick", () => ran.push("quick") && "quick"),
          step.run("held", async () => {
            ran.push("held");
            if (ran.filter((name) => name === "held").length === 1) await gate.opened;
            return "held";
          }),
        ]),
      ),
    ];
    const first = await open(make);
    await first.client.send({ name: "go" });
    await expect
      .poll(() => first.engine.runs.list()[0] && first.onlyRun("fn").steps[0]?.status, patient)
      .toBe("completed");
    const second = await restart(make);
    await second.engine.idle();
    expect(second.onlyRun("fn")).toMatchObject({ status: "completed", output: ["quick", "held"] });
    expect(ran).toEqual(["quick", "held", "held"]);
    expect(second.onlyRun("fn").steps[1]).toMatchObject({ attempts: 2 });
    gate.open();
  });

  it("a run that invoked another gets its answer", async () => {
    const { open, restart } = createPair();
    const make: MakeFunctions = (client) => {
      const child = client.createFunction({ id: "child", triggers: [] }, async ({ step }) => {
        await step.sleep("nap", "1h");
        return "from the child";
      });
      const parent = client.createFunction({ id: "parent", ...on("go") }, ({ step }) =>
        step.invoke("c", { function: child }),
      );
      return [child, parent];
    };
    await (await open(make)).send("go");
    const second = await restart(make);
    await second.advance(3_600_000);
    expect(second.onlyRun("parent")).toMatchObject({ status: "completed", output: "from the child" });
    expect(second.runsOf("child")).toHaveLength(1);
  });

  it("events taken in before any function was registered start their runs", async () => {
    const { open, restart } = createPair();
    const make: MakeFunctions = (client) => [client.createFunction({ id: "fn", ...on("go") }, () => "ran")];
    const first = await open(make);
    await first.engine.register({ client: first.client, functions: make(first.client) });
    const second = await restart(() => []);
    await second.engine.register({ client: second.client, functions: make(second.client) });
    await second.send("go");
    expect(second.onlyRun("fn").status).toBe("completed");
  });

  it("runs of a function that is no longer registered wait until it is", async () => {
    const { open, restart } = createPair();
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
        await step.sleep("nap", "1h");
        return "back";
      }),
    ];
    await (await open(make)).send("go");
    const second = await restart(() => []);
    await second.advance(3_600_000);
    expect(second.onlyRun("fn").status).toBe("running");
    expect(second.engine.stats()).toMatchObject({ held: 1, running: 1 });
    await second.engine.register({ client: second.client, functions: make(second.client) });
    await second.engine.idle();
    expect(second.onlyRun("fn")).toMatchObject({ status: "completed", output: "back" });
  });

  it("debounces and batches fire, and a throttle remembers", async () => {
    const { open, restart } = createPair();
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "deb", debounce: { period: "10s" }, ...on("go") }, () => "deb"),
      client.createFunction(
        { id: "bat", batchEvents: { maxSize: 5, timeout: "20s" }, ...on("go") },
        ({ events }) => events.length,
      ),
      client.createFunction({ id: "thr", throttle: { limit: 1, period: "1m" }, ...on("go") }, () => null),
    ];
    const first = await open(make);
    await first.send("go");
    await first.send("go");
    const second = await restart(make);
    await second.advance(30_000);
    expect(second.onlyRun("deb").output).toBe("deb");
    expect(second.onlyRun("bat").output).toBe(2);
    expect(second.runsOf("thr").map((run) => run.status)).toEqual(["completed", "queued"]);
    await second.advance(30_000);
    expect(second.runsOf("thr").map((run) => run.status)).toEqual(["completed", "completed"]);
  });

  it("a cron tick that was missed fires once, late", async () => {
    const { open, later } = createPair();
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "hourly", triggers: [{ cron: "0 * * * *" }] }, ({ event }) => event.ts),
    ];
    const first = await open(make);
    await first.engine.stop();
    later(5 * 3_600_000 + 1);
    const second = await open(make);
    await second.engine.idle();
    expect(second.runsOf("hourly").map((run) => run.output)).toEqual([Date.UTC(2100, 0, 1, 1)]);
    await second.advance(3_600_000);
    expect(second.runsOf("hourly")).toHaveLength(2);
  });
});

describe("a call that was being made when the process died", () => {
  it("counts an attempt, and fails the run when it was the last", async () => {
    const { open, restart } = createPair();
    let calls = 0;
    const gates = [createGate(), createGate()];
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "poison", retries: 1, ...on("go") }, async ({ attempt }) => {
        calls += 1;
        await gates[attempt]?.opened;
      }),
    ];
    const first = await open(make);
    await first.client.send({ name: "go" });
    await expect.poll(() => calls, patient).toBe(1);
    const second = await restart(make);
    await expect.poll(() => calls, patient).toBe(2);
    const third = await restart(make);
    await third.engine.idle();
    expect(calls).toBe(2);
    expect(third.onlyRun("poison")).toMatchObject({ status: "failed", error: { name: "ProcessStoppedError" } });
    for (const gate of gates) gate.open();
    await second.engine.idle();
  });

  it("fails only its step when that was planned, which the function may catch", async () => {
    const { open, restart } = createPair();
    const gate = createGate();
    let calls = 0;
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", retries: 0, ...on("go") }, async ({ step }) => {
        const results = await Promise.allSettled([
          step.run("fine", () => 1),
          step.run("kills", () => {
            calls += 1;
            return gate.opened;
          }),
        ]);
        return results.map((result) => result.status);
      }),
    ];
    const first = await open(make);
    await first.client.send({ name: "go" });
    await expect.poll(() => calls, patient).toBe(1);
    await expect.poll(() => first.onlyRun("fn").steps[0]?.status, patient).toBe("completed");
    const second = await restart(make);
    await second.engine.idle();
    expect(second.onlyRun("fn")).toMatchObject({ status: "completed", output: ["fulfilled", "rejected"] });
    gate.open();
  });

  it("counts none when the engine was stopped on purpose", async () => {
    const { open } = createPair();
    const gate = createGate();
    const attempts: number[] = [];
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", retries: 0, ...on("go") }, async ({ attempt }) => {
        attempts.push(attempt);
        if (attempts.length === 1) await gate.opened;
        return "ok";
      }),
    ];
    const first = await open(make);
    await first.client.send({ name: "go" });
    await expect.poll(() => attempts.length, patient).toBe(1);
    await first.engine.stop({ drainMs: 0 });
    const second = await open(make);
    await second.engine.idle();
    expect(attempts).toEqual([0, 0]);
    expect(second.onlyRun("fn").status).toBe("completed");
    gate.open();
  });
});
