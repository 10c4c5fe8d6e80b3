import { describe, expect, it } from "vitest";
import { createGate, createTestEngine, on, patient } from "../testing/test-engine.ts";

describe("cancelOn", () => {
  it("cancels the runs an event matches, and only those", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const cancelOn = [
      { event: "stop", match: "data.id" },
      { event: "stop.all", if: "async.data.hard == true" },
    ];
    await serve(client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "1d")));
    for (const id of [1, 2, 3]) await send("go", { id });
    await send("stop", { id: 2 });
    expect(runsOf("fn").map((run) => run.status)).toEqual(["running", "cancelled", "running"]);
    expect(runsOf("fn")[1]?.error?.message).toBe('cancelled by event "stop"');
    await send("stop.all", { hard: false });
    await send("stop.all", { hard: true });
    expect(runsOf("fn").map((run) => run.status)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  it("stops listening after its timeout, and never listens to its own trigger", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    const cancelOn = [{ event: "stop", timeout: "1h" }, { event: "go" }];
    await serve(client.createFunction({ id: "fn", cancelOn, ...on("go") }, ({ step }) => step.sleep("nap", "1d")));
    await send("go");
    expect(runsOf("fn")[0]?.status).toBe("running");
    await advance(3_600_000);
    await send("stop");
    expect(runsOf("fn")[0]?.status).toBe("running");
    await send("go");
    expect(runsOf("fn").map((run) => run.status)).toEqual(["cancelled", "running"]);
  });
});

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

describe("timeouts", () => {
  it("cancel a run that does not start in time, because its function is at its limit", async () => {
    const { client, engine, clock, serve, runsOf } = createTestEngine();
    const gate = createGate();
    const fn = client.createFunction(
      { id: "fn", concurrency: 1, timeouts: { start: "10s" }, ...on("go") },
      () => gate.opened,
    );
    await serve(fn);
    await client.send([{ name: "go" }, { name: "go" }]);
    await expect.poll(() => engine.stats().inFlight, patient).toBe(1);
    await clock.advance(10_000, async () => {});
    await expect.poll(() => engine.stats().cancelled, patient).toBe(1);
    gate.open();
    await engine.idle();
    expect(
      runsOf("fn")
        .map((run) => run.status)
        .toSorted(),
    ).toEqual(["cancelled", "completed"]);
    expect(runsOf("fn").find((run) => run.status === "cancelled")?.error?.message).toContain("timeouts.start");
  });

  it("cancel a run that does not finish in time, counted from its first call", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "fn", timeouts: { finish: "1m" }, ...on("go") }, ({ step }) =>
      step.sleep("nap", "1h"),
    );
    await serve(fn);
    await send("go", {}, { ts: clock.now() + 30_000 });
    await advance(30_000 + 59_999);
    expect(onlyRun("fn").status).toBe("running");
    await advance(1);
    expect(onlyRun("fn")).toMatchObject({ status: "cancelled" });
  });
});
