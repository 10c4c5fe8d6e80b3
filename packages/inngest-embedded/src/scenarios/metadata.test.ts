import { join } from "node:path";
import { experiment, type Inngest } from "inngest";
import { metadataMiddleware } from "inngest/experimental";
import { describe, expect, it } from "vitest";
import { EMBEDDED_BASE_URL } from "../index.ts";
import { crashCopy, createTestFolder } from "../testing/crash-copy.ts";
import { createTestEngine, on, type TestEngine } from "../testing/test-engine.ts";

function post(test: TestEngine, runId: string, body: unknown): Promise<Response> {
  const url = `${EMBEDDED_BASE_URL}/v1/runs/${runId}/metadata`;
  return test.engine.fetch(url, { method: "POST", body: JSON.stringify(body) });
}

async function ranOnce(file = ":memory:"): Promise<TestEngine> {
  const test = createTestEngine({ file });
  await test.serve(
    test.client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      await step.run("a", () => 1);
      await step.run("a", () => 2);
    }),
  );
  await test.send("go");
  return test;
}

const entry = (values: Record<string, unknown>, kind = "userland.note"): Record<string, unknown> => ({
  kind,
  op: "set",
  values,
});

describe("metadata", () => {
  it("of a run and of a step is kept, and replaced by the next of its kind", async () => {
    const file = join(createTestFolder(), "engine.db");
    const test = await ranOnce(file);
    const { runId } = test.onlyRun("fn");
    const ofRun = { run_id: runId };
    expect((await post(test, runId, { target: ofRun, metadata: [entry({ a: 1 })] })).status).toBe(200);
    expect((await post(test, runId, { target: ofRun, metadata: [entry({ b: 2 })] })).status).toBe(200);
    const ofStep = { run_id: runId, step_id: "a", step_index: 1 };
    expect(
      (await post(test, runId, { target: ofStep, metadata: [entry({ c: 3 }), entry({ d: 4 }, "userland.x")] })).status,
    ).toBe(200);
    for (const engine of [test, createTestEngine({ file: crashCopy(file) })]) {
      expect(engine.onlyRun("fn")).toMatchObject({
        metadata: [{ kind: "userland.note", scope: "run", values: { b: 2 } }],
        steps: [
          { metadata: [] },
          {
            metadata: [
              { kind: "userland.note", scope: "step", values: { c: 3 } },
              { kind: "userland.x", values: { d: 4 } },
            ],
          },
        ],
      });
      expect(engine.onlyRun("fn").metadata[0]?.values).toEqual({ b: 2 });
    }
  });

  it("of an unknown step is ignored; of an unknown run, or without entries, refused", async () => {
    const test = await ranOnce();
    const { runId } = test.onlyRun("fn");
    const metadata = [entry({ a: 1 })];
    expect((await post(test, runId, { target: { run_id: runId, step_id: "z" }, metadata })).status).toBe(200);
    expect((await post(test, "nobody", { target: { run_id: "nobody" }, metadata })).status).toBe(404);
    expect((await post(test, runId, { target: { run_id: runId }, metadata: [] })).status).toBe(400);
    expect((await post(test, runId, { metadata })).status).toBe(400);
    expect(test.onlyRun("fn")).toMatchObject({ metadata: [], steps: [{ metadata: [] }, { metadata: [] }] });
  });

  it("has a limit for each run", async () => {
    const test = await ranOnce();
    const { runId } = test.onlyRun("fn");
    const target = { run_id: runId };
    const large = entry({ text: "x".repeat(700_000) });
    expect((await post(test, runId, { target, metadata: [large] })).status).toBe(200);
    expect((await post(test, runId, { target, metadata: [{ ...large, kind: "userland.more" }] })).status).toBe(413);
    expect(test.onlyRun("fn").metadata).toHaveLength(1);
  });

  it("the SDK's helper writes from inside a step and from outside a run", async () => {
    const test = createTestEngine();
    const client = test.client as Inngest;
    await test.serve(
      client.createFunction({ id: "fn", ...on("go"), middleware: [metadataMiddleware()] }, async ({ step }) => {
        await step.run("a", async () => {
          await client.metadata.set({ from: "inside" });
        });
      }),
    );
    await test.send("go");
    const { runId } = test.onlyRun("fn");
    await client.metadata.run(runId).set({ from: "outside" });
    expect(test.onlyRun("fn")).toMatchObject({
      metadata: [{ kind: "userland.default", values: { from: "outside" } }],
      steps: [{ metadata: [{ kind: "userland.default", scope: "step", values: { from: "inside" } }] }],
    });
  });

  it("an experiment chooses once, and says what it chose", async () => {
    const test = createTestEngine();
    const client = test.client as Inngest;
    await test.serve(
      client.createFunction({ id: "fn", ...on("go") }, async ({ group, step }) => {
        const chosen = await group.experiment("flow", {
          variants: { old: () => step.run("old", () => "old"), new: () => step.run("new", () => "new") },
          select: experiment.fixed("new"),
        });
        await step.sleep("nap", "1m");
        return chosen.result;
      }),
    );
    await test.send("go");
    await test.advance(60_000);
    const run = test.onlyRun("fn");
    expect(run).toMatchObject({ status: "completed", output: "new" });
    expect(run.steps.map((step) => step.name)).toEqual(["flow", "new", "nap"]);
    expect(JSON.stringify(run.steps)).toContain("inngest.experiment");
  });
});
