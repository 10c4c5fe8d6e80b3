import { describe, expect, it } from "vitest";
import { createGate, createTestEngine, on, patient } from "../testing/test-engine.ts";

const checkpointBody = (qi_id: string, generation_id: number) =>
  JSON.stringify({ qi_id, generation_id, steps: [{ id: "abc", op: "StepRun", name: "late", data: 1 }] });

describe("the SDK's calls to the engine", () => {
  it("answer a checkpoint of an older generation, or of no call, with 409", async () => {
    const { client, engine, serve, onlyRun } = createTestEngine();
    const gate = createGate();
    await serve(client.createFunction({ id: "fn", ...on("go") }, ({ step }) => step.run("held", () => gate.opened)));
    await client.send({ name: "go" });
    await expect.poll(() => engine.stats().inFlight, patient).toBe(1);
    const { runId } = onlyRun("fn");
    const post = (body: string) =>
      engine.fetch(`http://engine/v1/checkpoint/${runId}/async`, { method: "POST", body }).then(({ status }) => status);
    expect(await post(checkpointBody("1", 0))).toBe(409);
    expect(await post(checkpointBody("2", 1))).toBe(409);
    expect(await post("{}")).toBe(400);
    expect(await post(checkpointBody("1", 1))).toBe(200);
    expect(onlyRun("fn").steps.map((step) => step.name)).toEqual(["late"]);
    gate.open();
    await engine.idle();
    expect(onlyRun("fn").status).toBe("completed");
  });

  it("offer a run's events and results, and say clearly what is not supported", async () => {
    const { client, engine, serve, send, onlyRun } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, ({ step }) => step.run("a", () => 1)));
    await send("go", { n: 1 });
    const { runId } = onlyRun("fn");
    const get = async (path: string) => (await engine.fetch(new URL(path, "http://engine"))).json();
    expect(await get(`/v0/runs/${runId}/batch`)).toMatchObject([{ name: "go", data: { n: 1 } }]);
    expect(Object.values((await get(`/v0/runs/${runId}/actions`)) as object)).toEqual([{ data: 1 }]);
    expect(await get("/v0/runs/none/batch")).toMatchObject({ status: 404 });
    expect(await get("/v1/nothing")).toEqual({
      error: "GET /v1/nothing is not supported by this version of the embedded engine.",
      status: 501,
    });
  });

  it("give up a call that does not answer within two hours, and ignore what it says later", async () => {
    const { client, engine, clock, serve, onlyRun } = createTestEngine();
    const gates = [createGate(), createGate()];
    const attempts: number[] = [];
    const fn = client.createFunction({ id: "fn", retries: 1, ...on("go") }, async ({ attempt, step }) => {
      attempts.push(attempt);
      await gates[attempt]?.opened;
      return step.run("after", () => `attempt ${attempt}`);
    });
    await serve(fn);
    await client.send({ name: "go" });
    await expect.poll(() => attempts, patient).toEqual([0]);
    const patience = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
    await clock.advance(2 * 3_600_000, patience);
    await expect
      .poll(async () => {
        await clock.advance(1000, patience);
        return attempts;
      }, patient)
      .toEqual([0, 1]);
    gates[0]?.open();
    await patience();
    expect(onlyRun("fn").steps).toEqual([]);
    gates[1]?.open();
    await engine.idle();
    expect(onlyRun("fn")).toMatchObject({ status: "completed", output: "attempt 1" });
  });
});

describe("runs", () => {
  it("can be listed by status and function, newest first, page by page", async () => {
    const { client, engine, serve, send } = createTestEngine();
    const fail = client.createFunction({ id: "fail", retries: 0, ...on("go") }, () => {
      throw new Error("no");
    });
    await serve(
      fail,
      client.createFunction({ id: "ok", ...on("go") }, () => null),
    );
    for (let n = 0; n < 3; n += 1) await send("go");
    expect(engine.runs.list({ status: "failed" })).toHaveLength(3);
    expect(engine.runs.list({ status: ["failed", "completed"], limit: 4 })).toHaveLength(4);
    const [newest] = engine.runs.list({ functionId: "app-ok", limit: 1 });
    expect(engine.runs.list({ functionId: "ok", before: newest?.runId ?? "" })).toHaveLength(2);
    expect(engine.runs.list({ functionId: "none" })).toEqual([]);
    expect(engine.runs.get("none")).toBeUndefined();
  });

  it("can be waited for, until they end, the wait is aborted, or the engine stops", async () => {
    const { client, engine, serve, send, advance, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, ({ step }) => step.sleep("nap", "1h")));
    await send("go");
    const { runId } = runsOf("fn")[0] ?? { runId: "" };
    const ended = engine.runs.waitFor(runId);
    const abort = new AbortController();
    const aborted = engine.runs.waitFor(runId, { signal: abort.signal }).catch((error: Error) => error.message);
    abort.abort(new Error("enough"));
    expect(await aborted).toBe("enough");
    await advance(3_600_000);
    expect((await ended).status).toBe("completed");
    expect((await engine.runs.waitFor(runId)).status).toBe("completed");
    await expect(engine.runs.waitFor("none")).rejects.toMatchObject({ code: "not-found" });
    await send("go");
    const stopped = engine.runs.waitFor(runsOf("fn")[1]?.runId ?? "").catch((error: unknown) => error);
    await engine.stop();
    expect(await stopped).toMatchObject({ code: "stopped" });
    await expect(engine.start()).rejects.toMatchObject({ code: "stopped" });
    expect((await engine.fetch("http://engine/e/key", { method: "POST", body: "{}" })).status).toBe(503);
  });

  it("are pruned by age, with their steps and events, and what still runs is kept", async () => {
    const { client, engine, serve, send, advance, runsOf } = createTestEngine();
    await serve(
      client.createFunction({ id: "done", ...on("go") }, ({ step }) => step.run("a", () => 1)),
      client.createFunction({ id: "open", ...on("stay") }, ({ step }) => step.sleep("nap", "30d")),
    );
    await send("go");
    await send("stay");
    await advance(3_600_000);
    await send("go");
    expect(engine.prune(1_800_000)).toBe(1);
    expect([runsOf("done").length, runsOf("open").length]).toEqual([1, 1]);
    await advance(30 * 24 * 3_600_000);
    expect(runsOf("open")[0]).toMatchObject({ status: "completed" });
  });
});
