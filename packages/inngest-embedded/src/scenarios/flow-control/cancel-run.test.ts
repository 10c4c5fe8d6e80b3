import { describe, expect, it } from "vitest";
import { createGate, createTestEngine, on, patient } from "../../testing/test-engine.ts";

describe("cancelRun", () => {
  it("drops the answer of the call that is being made, and what it would have started", async () => {
    const { client, engine, serve, runsOf, onlyRun } = createTestEngine();
    const gate = createGate();
    const later: string[] = [];
    const child = client.createFunction({ id: "child", triggers: [] }, () => void later.push("child"));
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      await step.run("held", () => gate.opened);
      await step.run("later", () => later.push("later"));
      await step.invoke("child", { function: child });
    });
    await serve(child, fn);
    await client.send({ name: "go" });
    await expect.poll(() => engine.stats().inFlight, patient).toBe(1);
    expect(await engine.cancelRun(onlyRun("fn").runId)).toBe(true);
    expect(await engine.cancelRun(onlyRun("fn").runId)).toBe(false);
    gate.open();
    await engine.idle();
    expect(onlyRun("fn")).toMatchObject({ status: "cancelled", steps: [] });
    expect(later).toEqual([]);
    expect(runsOf("child")).toEqual([]);
  });

  it("is false for a run that does not exist", async () => {
    expect(await createTestEngine().engine.cancelRun("01NONE")).toBe(false);
  });
});
