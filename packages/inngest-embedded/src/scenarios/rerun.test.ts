import { describe, expect, it } from "vitest";
import { createRestartPair, type MakeFunctions } from "../testing/restart-pair.ts";
import { createGate, createTestEngine, dataOf, on, patient, type TestEngine } from "../testing/test-engine.ts";

/** Adds what the steps ran with to `ran`: a, then b and c at once, then d. */
function diamond({ client }: Pick<TestEngine, "client">, ran: string[], optimizeParallelism = true) {
  const body = (name: string) => (n: number) => {
    ran.push(`${name}(${n})`);
    return n * 10;
  };
  return client.createFunction({ id: "fn", retries: 0, optimizeParallelism, ...on("go") }, async ({ event, step }) => {
    const a = await step.run("a", body("a"), Number(dataOf(event).n));
    const [b, c] = await Promise.all([step.run("b", body("b"), a + 1), step.run("c", body("c"), a + 2)]);
    const d = await step.run("d", body("d"), b + c);
    return [a, b, c, d];
  });
}

function stepId({ runsOf }: TestEngine, name: string): string {
  return runsOf("fn")[0]?.steps.find((step) => step.name === name)?.id ?? "";
}

describe("rerun", () => {
  it("runs the function again with the same events, and says what it repeats", async () => {
    const test = createTestEngine();
    const ran: string[] = [];
    await test.serve(diamond(test, ran));
    await test.send("go", { n: 1 }, { id: "once" });
    const [first] = test.runsOf("fn");
    const newRunId = await test.engine.rerun(first?.runId ?? "");
    await test.engine.idle();
    const [, second] = test.runsOf("fn");
    expect(second).toMatchObject({ runId: newRunId, originalRunId: first?.runId, fromStepId: null });
    expect([first?.originalRunId, second?.eventIds]).toEqual([null, first?.eventIds]);
    expect(second).toMatchObject({ status: "completed", output: first?.output });
    expect(ran).toHaveLength(8);
  });

  it("from a step keeps the results before it and runs the rest", async () => {
    const test = createTestEngine();
    const ran: string[] = [];
    await test.serve(diamond(test, ran));
    await test.send("go", { n: 1 });
    const [first] = test.runsOf("fn");
    ran.length = 0;
    await test.engine.rerun(first?.runId ?? "", { fromStep: { stepId: stepId(test, "d") } });
    await test.engine.idle();
    expect(ran).toEqual(["d(230)"]);
    expect(test.runsOf("fn")[1]).toMatchObject({ fromStepId: stepId(test, "d"), output: first?.output });
  });

  it.each([
    ["the first step", "a", [5], ["a(5)", "b(51)", "c(52)", "d(1030)"], [50, 510, 520, 10300]],
    ["a parallel step", "c", [1], ["c(1)", "d(120)"], [10, 110, 10, 1200]],
    ["the last step", "d", [7], ["d(7)"], [10, 110, 120, 70]],
  ])("with an edited input of %s runs it, and what follows, on that", async (_name, name, input, ranThen, output) => {
    for (const optimizeParallelism of [true, false]) {
      const test = createTestEngine();
      const ran: string[] = [];
      await test.serve(diamond(test, ran, optimizeParallelism));
      await test.send("go", { n: 1 });
      ran.length = 0;
      const { runId = "" } = test.runsOf("fn")[0] ?? {};
      await test.engine.rerun(runId, { fromStep: { stepId: stepId(test, name), input } });
      await test.engine.idle();
      expect([...ran].sort()).toEqual(ranThen);
      expect(test.runsOf("fn")[1]).toMatchObject({ status: "completed", output });
    }
  });

  it("repeats a failed run from the step that failed", async () => {
    const test = createTestEngine();
    const ran: string[] = [];
    let broken = true;
    const fn = test.client.createFunction({ id: "fn", retries: 0, ...on("go") }, async ({ step }) => {
      await step.run("a", () => void ran.push("a"));
      await step.sleep("nap", "1h");
      return step.run("b", () => {
        ran.push("b");
        if (broken) throw new Error("broken");
        return "mended";
      });
    });
    await test.serve(fn);
    await test.send("go");
    await test.advance(3_600_000);
    expect(test.onlyRun("fn").status).toBe("failed");
    broken = false;
    await test.engine.rerun(test.onlyRun("fn").runId, { fromStep: { stepId: stepId(test, "b") } });
    await test.engine.idle();
    expect(test.runsOf("fn")[1]).toMatchObject({ status: "completed", output: "mended" });
    expect(ran).toEqual(["a", "b", "b"]);
  });

  it("repeats a batch with all its events, past batching, and the run of an invoke without a second answer", async () => {
    const test = createTestEngine();
    const batch = test.client.createFunction(
      { id: "batch", batchEvents: { maxSize: 2, timeout: "60s" }, ...on("go") },
      ({ events }) => events.map((event) => dataOf(event).n),
    );
    const child = test.client.createFunction({ id: "child", triggers: [] }, ({ event }) => dataOf(event).n);
    const parent = test.client.createFunction({ id: "parent", ...on("call") }, ({ step }) =>
      step.invoke("i", { function: child, data: { n: 3 } }),
    );
    await test.serve(batch, child, parent);
    await test.send("go", { n: 1 });
    await test.send("go", { n: 2 });
    await test.send("call");
    await test.engine.rerun(test.onlyRun("batch").runId);
    await test.engine.rerun(test.onlyRun("child").runId);
    await test.engine.idle();
    expect(test.runsOf("batch").map((run) => run.output)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(test.runsOf("child").map((run) => run.output)).toEqual([3, 3]);
    expect(test.onlyRun("parent")).toMatchObject({ status: "completed", output: 3 });
  });

  it("keeps to concurrency, and is refused while a singleton is held", async () => {
    const test = createTestEngine();
    const gate = createGate();
    const fn = test.client.createFunction(
      { id: "fn", singleton: { mode: "skip" }, ...on("go") },
      async () => void (await gate.opened),
    );
    await test.serve(fn);
    await test.client.send({ name: "go" });
    await expect.poll(() => test.engine.stats().inFlight, patient).toBe(1);
    const { runId } = test.onlyRun("fn");
    await expect(test.engine.rerun(runId)).rejects.toMatchObject({ code: "refused" });
    gate.open();
    await test.engine.idle();
    await test.engine.rerun(runId);
    await test.engine.idle();
    expect(test.runsOf("fn").map((run) => run.status)).toEqual(["completed", "completed"]);
  });

  it("is refused, with what is wrong, for what cannot be repeated", async () => {
    const test = createTestEngine();
    const fn = test.client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      await step.sleep("nap", "1s");
      return step.run("a", () => 1);
    });
    await test.serve(fn);
    await test.send("go");
    await test.advance(1000);
    const { runId } = test.onlyRun("fn");
    const failure = (options: object): Promise<string> =>
      test.engine.rerun(runId, options).catch((error: Error) => error.message);
    await expect(test.engine.rerun("none")).rejects.toMatchObject({ code: "not-found" });
    expect(await failure({ fromStep: { stepId: "none" } })).toContain('has no step "none"');
    expect(await failure({ fromStep: { stepId: stepId(test, "nap"), input: [1] } })).toContain("cannot be edited");
    expect(await failure({ fromStep: { stepId: stepId(test, "a"), input: { n: 1 } } })).toContain("list of arguments");
    await test.engine.register({ client: test.client, functions: [] });
    await expect(test.engine.rerun(runId)).rejects.toMatchObject({ code: "not-found" });
    expect(test.runsOf("fn")).toHaveLength(1);
  });

  it("can be asked for over the engine's endpoints", async () => {
    const test = createTestEngine();
    const ran: string[] = [];
    await test.serve(diamond(test, ran));
    await test.send("go", { n: 1 });
    const { runId } = test.onlyRun("fn");
    const post = async (path: string, body: unknown = {}): Promise<[number, unknown]> => {
      const init = { method: "POST", body: JSON.stringify(body) };
      const response = await test.engine.fetch(new URL(path, "http://engine"), init);
      return [response.status, await response.json()];
    };
    const fromStep = { stepId: stepId(test, "d"), input: [2] };
    const [status, answer] = await post(`/v1/runs/${runId}/rerun`, { fromStep });
    await test.engine.idle();
    const second = test.runsOf("fn")[1];
    expect([status, answer]).toEqual([200, { data: { run_id: second?.runId, original_run_id: runId } }]);
    expect(second?.output).toEqual([10, 110, 120, 20]);
    const shown = await test.engine.fetch(`http://engine/v1/runs/${second?.runId}`);
    expect(await shown.json()).toMatchObject({ data: { original_run_id: runId, from_step_id: fromStep.stepId } });
    expect((await post("/v1/runs/none/rerun"))[0]).toBe(404);
    expect((await post(`/v1/runs/${runId}/rerun`, { fromStep: 1 }))[0]).toBe(400);
    expect((await post(`/v1/runs/${runId}/rerun`, { fromStep: { stepId: "none" } }))[0]).toBe(400);
  });
});

describe("after a restart", () => {
  it("a rerun with an edited input that had not begun runs on that input", async () => {
    const { open, restart } = createRestartPair();
    const ran: string[] = [];
    const make: MakeFunctions = (client) => [diamond({ client }, ran)];
    const first = await open(make);
    await first.send("go", { n: 1 });
    ran.length = 0;
    const target = { fromStep: { stepId: stepId(first, "c"), input: [1] } };
    // Not awaited to be idle: the file is copied before the new run's first call.
    await first.engine.rerun(first.onlyRun("fn").runId, target);
    expect(ran).toEqual([]);
    const second = await restart(make);
    await second.engine.idle();
    expect(second.runsOf("fn")[1]).toMatchObject({ status: "completed", output: [10, 110, 10, 1200] });
  });
});
