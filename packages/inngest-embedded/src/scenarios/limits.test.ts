import { describe, expect, it } from "vitest";
import { createTestEngine, on } from "../testing/test-engine.ts";

const megabyte = 1024 * 1024;

describe("limits", () => {
  it("fail a run whose step returns too much, with the step's name", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "fn", ...on("go") }, ({ step }) =>
      step.run("big", () => "x".repeat(4 * megabyte)),
    );
    await serve(fn);
    await send("go");
    expect(onlyRun("fn")).toMatchObject({ status: "failed", error: { name: "LimitError" } });
    expect(onlyRun("fn").error?.message).toContain('The result of step "big" is 4.0 MB; at most 4.0 MB');
  });

  it("fail a run whose step results are too much together", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      for (let index = 0; index < 12; index += 1) await step.run(`s${index}`, () => "x".repeat(3 * megabyte));
    });
    await serve(fn);
    await send("go");
    expect(onlyRun("fn").error?.message).toContain("exceed 32.0 MB together");
    expect(onlyRun("fn").steps).toHaveLength(10);
  });

  it("fail a run with more than a thousand steps", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    let ran = 0;
    const fn = client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
      for (let index = 0; index < 1001; index += 1) {
        await step.run(`s${index}`, () => {
          ran += 1;
        });
      }
    });
    await serve(fn);
    await send("go");
    expect(ran).toBe(1001);
    expect(onlyRun("fn").error?.message).toContain("at most 1000 steps");
  });

  it.each([
    ["a step", true],
    ["a step of a function that replays", false],
  ])("fail a run when %s returns what JSON cannot hold", async (_name, checkpointing) => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "fn", checkpointing, ...on("go") }, ({ step }) => step.run("bad", () => 1n));
    await serve(fn);
    await send("go");
    await advance(60_000);
    expect(onlyRun("fn").status).toBe("failed");
  });

  it("fail a run whose function returns what JSON cannot hold", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, () => 1n));
    await send("go");
    await advance(60_000);
    expect(onlyRun("fn")).toMatchObject({ status: "failed", error: { message: expect.stringContaining("BigInt") } });
  });

  it("keep a result that names circular parts as the SDK writes it", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "fn", ...on("go") }, ({ step }) =>
      step.run("circle", () => {
        const circle: Record<string, unknown> = { name: "circle" };
        circle.self = circle;
        return circle;
      }),
    );
    await serve(fn);
    await send("go");
    expect(onlyRun("fn").status).toBe("completed");
  });
});
