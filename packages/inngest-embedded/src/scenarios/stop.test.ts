import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTestFolder } from "../testing/crash-copy.ts";
import { createGate, createTestEngine, dataOf, on, patient, type TestEngine } from "../testing/test-engine.ts";
import { createVirtualClock } from "../virtual-clock.ts";

describe("stop", () => {
  it("waits for the call being made, keeps its results, and makes no further one", async () => {
    const file = join(createTestFolder(), "engine.db");
    const ran: string[] = [];
    const gate = createGate();
    const live = async (): Promise<TestEngine> => {
      const test = createTestEngine({ file, clock: createVirtualClock(), maxConcurrentCalls: 1 });
      onTestFinished(() => test.engine.stop({ drainMs: 0 }));
      const fn = test.client.createFunction({ id: "fn", retries: 0, ...on("go") }, async ({ event, step }) => {
        const n = String(dataOf(event).n);
        await step.run("held", async () => {
          ran.push(`held ${n}`);
          await gate.opened;
        });
        await step.waitForSignal("w", { signal: n, timeout: "1h", onConflict: "fail" });
        return n;
      });
      await test.serve(fn);
      return test;
    };
    const first = await live();
    await first.client.send([1, 2].map((n) => ({ name: "go", data: { n } })));
    await expect.poll(() => ran, patient).toEqual(["held 1"]);
    const stopped = first.engine.stop();
    // Taken in while the engine drains, for its next life.
    await first.client.send({ name: "go", data: { n: 3 } });
    gate.open();
    await stopped;
    expect(ran).toEqual(["held 1"]);
    const second = await live();
    await second.engine.idle();
    expect(ran).toEqual(["held 1", "held 2", "held 3"]);
    for (const signal of ["1", "2", "3"]) await second.client.sendSignal({ signal });
    await second.engine.idle();
    expect(second.runsOf("fn").map((run) => run.output)).toEqual(["1", "2", "3"]);
  });
});
