import { referenceFunction } from "inngest";
import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../testing/test-engine.ts";

describe("step.invoke", () => {
  it("gives the invoked function its data and the caller its result", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const child = client.createFunction({ id: "files.batch.processor", triggers: [] }, ({ event, step }) =>
      step.run("double", () => Number(dataOf(event).n) * 2),
    );
    const parent = client.createFunction({ id: "parent", ...on("go") }, async ({ step }) => {
      const one = await step.invoke("one", { function: child, data: { n: 1 } });
      const reference = referenceFunction({ functionId: "files.batch.processor" });
      const many = await Promise.all([2, 3].map((n) => step.invoke(`n-${n}`, { function: reference, data: { n } })));
      return [one, ...many];
    });
    await serve(child, parent);
    await send("go");
    expect(onlyRun("parent")).toMatchObject({ status: "completed", output: [2, 4, 6] });
  });

  it("fails the step with the invoked function's error, and with a cancelled one's", async () => {
    const { client, engine, serve, send, advance, onlyRun } = createTestEngine();
    const bad = client.createFunction({ id: "bad", retries: 0, triggers: [] }, () => {
      throw new Error("child failed");
    });
    const stuck = client.createFunction({ id: "stuck", triggers: [] }, ({ step }) => step.sleep("long", "1d"));
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, async ({ step }) => {
      const messages: string[] = [];
      for (const [id, fn] of [
        ["bad", bad],
        ["stuck", stuck],
      ] as const) {
        await step.invoke(id, { function: fn }).catch((error: Error) => messages.push(error.message));
      }
      return messages;
    });
    await serve(bad, stuck, parent);
    await send("go");
    await engine.cancelRun(onlyRun("stuck").runId);
    await advance(1000);
    expect(onlyRun("parent").output).toEqual(["child failed", "Cancelled on request."]);
  });

  it("fails the step at once for an unknown function, also beside other steps", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const missing = referenceFunction({ functionId: "missing", appId: "other" });
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, ({ step }) =>
      Promise.allSettled([step.invoke("gone", { function: missing }), step.run("fine", () => "fine")]),
    );
    await serve(parent);
    await send("go");
    expect(onlyRun("parent")).toMatchObject({
      status: "completed",
      output: [{ status: "rejected" }, { status: "fulfilled", value: "fine" }],
    });
    expect(onlyRun("parent").steps[0]?.error?.message).toBe("could not find function with ID: other-missing");
  });

  it("times out, while the invoked run goes on", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const child = client.createFunction({ id: "child", triggers: [] }, async ({ step }) => {
      await step.sleep("long", "2h");
      return "late";
    });
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, ({ step }) =>
      step.invoke("wait", { function: child, timeout: "1h" }).catch((error: Error) => error.name + error.message),
    );
    await serve(child, parent);
    await send("go");
    await advance(3_600_000);
    expect(onlyRun("parent").output).toContain("Timed out waiting for invoked function to complete");
    await advance(3_600_000);
    expect(onlyRun("child")).toMatchObject({ status: "completed", output: "late" });
  });

  it("answers two hundred invokes at once", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const child = client.createFunction({ id: "child", triggers: [] }, ({ event }) => dataOf(event).n);
    const parent = client.createFunction({ id: "parent", ...on("go") }, async ({ step }) => {
      const results = await Promise.all(
        Array.from({ length: 200 }, (_, n) => step.invoke(`c-${n}`, { function: child, data: { n } })),
      );
      return results.reduce((sum: number, value) => sum + Number(value), 0);
    });
    await serve(child, parent);
    await send("go");
    expect(onlyRun("parent").output).toBe(19_900);
  });
});
