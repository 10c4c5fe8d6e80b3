import type { Inngest, InngestFunction } from "inngest";
import { describe, expect, it } from "vitest";
import { createRestartPair, type MakeFunctions } from "../testing/restart-pair.ts";
import { createTestEngine, dataOf, on, type TestEngine } from "../testing/test-engine.ts";

type Conflict = "fail" | "replace";

/** Waits for the signal its event names. */
function waiter(client: Inngest.Any, onConflict: Conflict = "fail"): InngestFunction.Any {
  return client.createFunction({ id: "waiter", retries: 0, ...on("go") }, ({ event, step }) =>
    step.waitForSignal("w", { signal: String(dataOf(event).signal), timeout: "1h", onConflict }),
  );
}

async function signal({ client, engine }: TestEngine, name: string, data?: unknown): Promise<string | undefined> {
  const { runId } = await client.sendSignal({ signal: name, data });
  await engine.idle();
  return runId;
}

const outputs = ({ runsOf }: TestEngine): unknown[] => runsOf("waiter").map((run) => run.output);
const statuses = ({ runsOf }: TestEngine): string[] => runsOf("waiter").map((run) => run.status);

describe("step.waitForSignal", () => {
  it("ends with the signal it names, once, and not with others", async () => {
    const test = createTestEngine();
    await test.serve(waiter(test.client));
    await test.send("go", { signal: "a" });
    expect(await signal(test, "b", 1)).toBeUndefined();
    expect(statuses(test)).toEqual(["running"]);
    expect(await signal(test, "a", { n: 1 })).toBe(test.onlyRun("waiter").runId);
    expect(test.onlyRun("waiter")).toMatchObject({ status: "completed", output: { signal: "a", data: { n: 1 } } });
    expect(await signal(test, "a", { n: 2 })).toBeUndefined();
    await test.advance(3_600_000);
    expect(test.onlyRun("waiter").steps).toMatchObject([{ op: "WaitForSignal", status: "completed" }]);
  });

  it("ends with null after its timeout, and a signal from that instant on finds nobody", async () => {
    const test = createTestEngine();
    await test.serve(waiter(test.client));
    await test.send("go", { signal: "a" });
    await test.advance(3_599_999);
    expect(statuses(test)).toEqual(["running"]);
    await test.advance(1);
    expect(test.onlyRun("waiter")).toMatchObject({ status: "completed", output: null });
    expect(await signal(test, "a")).toBeUndefined();
  });

  it("that comes second fails its run, and the first still gets the signal", async () => {
    const test = createTestEngine();
    await test.serve(waiter(test.client));
    await test.send("go", { signal: "a" });
    await test.send("go", { signal: "a" });
    await test.send("go", { signal: "b" });
    expect(statuses(test)).toEqual(["running", "failed", "running"]);
    expect(test.runsOf("waiter")[1]?.error?.message).toBe(
      "Signal conflict; signal wait already exists for another run",
    );
    await signal(test, "a", 1);
    await signal(test, "b", 2);
    expect(outputs(test)).toEqual([{ signal: "a", data: 1 }, null, { signal: "b", data: 2 }]);
  });

  it("that replaces the first gets the signal, and the first is left with its timeout", async () => {
    const test = createTestEngine();
    await test.serve(waiter(test.client, "replace"));
    await test.send("go", { signal: "a" });
    await test.advance(1000);
    await test.send("go", { signal: "a" });
    expect(await signal(test, "a")).toBe(test.runsOf("waiter")[1]?.runId);
    expect(statuses(test)).toEqual(["running", "completed"]);
    expect(await signal(test, "a")).toBeUndefined();
    await test.advance(3_600_000);
    expect(outputs(test)).toEqual([null, { signal: "a", data: null }]);
    expect(statuses(test)).toEqual(["completed", "completed"]);
  });

  it("frees its signal when its run ends in another way", async () => {
    const test = createTestEngine();
    await test.serve(waiter(test.client));
    await test.send("go", { signal: "a" });
    await test.engine.cancelRun(test.onlyRun("waiter").runId);
    expect(await signal(test, "a")).toBeUndefined();
    await test.send("go", { signal: "a" });
    await signal(test, "a", 2);
    expect(statuses(test)).toEqual(["cancelled", "completed"]);
  });

  it("can be one branch of a parallel group, with others waiting for other signals", async () => {
    const test = createTestEngine();
    const fn = test.client.createFunction({ id: "waiter", ...on("go") }, async ({ step }) => {
      const wait = (name: string) => step.waitForSignal(name, { signal: name, timeout: "1h", onConflict: "fail" });
      const answers = await Promise.all([wait("a"), wait("b"), step.run("c", () => "c")]);
      return answers.map((answer) => (typeof answer === "object" ? (answer?.data ?? null) : answer));
    });
    await test.serve(fn);
    await test.send("go");
    await signal(test, "b", 2);
    expect(statuses(test)).toEqual(["running"]);
    await signal(test, "a", 1);
    expect(outputs(test)).toEqual([[1, 2, "c"]]);
  });

  it.each([
    ["without a name", { signal: "", timeout: "1h" as const }, "names no signal"],
    ["with a timeout the SDK cannot read", { signal: "a", timeout: "1h 30m" as never }, "duration could not be read"],
  ])("%s fails its run with the reason", async (_name, options, message) => {
    const test = createTestEngine();
    const fn = test.client.createFunction({ id: "waiter", retries: 0, ...on("go") }, ({ step }) =>
      step.waitForSignal("w", { ...options, onConflict: "fail" }),
    );
    await test.serve(fn);
    await test.send("go");
    expect(test.onlyRun("waiter").status).toBe("failed");
    expect(test.onlyRun("waiter").error?.message).toContain(message);
  });
});

describe("sending a signal", () => {
  it("is a step too, which tells the run that got it", async () => {
    const test = createTestEngine();
    const sender = test.client.createFunction({ id: "sender", ...on("tell") }, async ({ step }) => [
      await step.sendSignal("first", { signal: "a", data: { n: 1 } }),
      await step.sendSignal("second", { signal: "a" }),
    ]);
    await test.serve(waiter(test.client), sender);
    await test.send("go", { signal: "a" });
    await test.send("tell");
    expect(test.onlyRun("waiter").output).toEqual({ signal: "a", data: { n: 1 } });
    expect(test.onlyRun("sender").output).toEqual([{ runId: test.onlyRun("waiter").runId }, {}]);
  });

  it.each([
    ["no JSON", "{", 400],
    ["no signal", '{"data":1}', 400],
    ["too much data", JSON.stringify({ signal: "a", data: "x".repeat(513 * 1024) }), 400],
    ["a signal nobody waits for", '{"signal":"a"}', 404],
  ])("with %s is refused with a sentence", async (_name, body, status) => {
    const { engine } = createTestEngine();
    const answer = await engine.fetch("http://engine/v1/signals", { method: "POST", body });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, error: expect.stringMatching(/\.$/) });
  });
});

describe("after a restart", () => {
  it("a wait for a signal still gets it, still conflicts and still times out", async () => {
    const { open, restart } = createRestartPair();
    const make: MakeFunctions = (client) => [waiter(client)];
    const first = await open(make);
    await first.send("go", { signal: "a" });
    await first.send("go", { signal: "b" });
    const second = await restart(make);
    await second.send("go", { signal: "a" });
    await signal(second, "a", 1);
    await second.advance(3_600_000);
    expect(statuses(second)).toEqual(["completed", "completed", "failed"]);
    expect(outputs(second)).toEqual([{ signal: "a", data: 1 }, null, null]);
  });
});
