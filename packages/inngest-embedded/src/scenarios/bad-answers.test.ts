import { describe, expect, it } from "vitest";
import { type OddAnswer, registerOddApp } from "../testing/odd-app.ts";
import { createTestEngine } from "../testing/test-engine.ts";

const operations = (...list: unknown[]): OddAnswer => ({ status: 206, body: JSON.stringify(list) });
const operation = (op: string, more: Record<string, unknown> = {}): OddAnswer =>
  operations({ id: "a".repeat(40), op, name: "odd", displayName: "odd", userland: { id: "odd" }, opts: {}, ...more });

describe("an answer that is none", () => {
  it.each<[string, OddAnswer, string, string]>([
    ["an unknown operation", operation("Teleport"), "UnsupportedOperation", 'The operation "Teleport" (step "odd")'],
    ["operations that are no objects", operations("odd", 1), "ProtocolError", "cannot read"],
    ["a body that is no JSON", { status: 200, body: "<html>" }, "OutputError", "is not JSON: <html>"],
    ["operations that are no JSON", { status: 206, body: "[{" }, "OutputError", "is not JSON"],
    ["nothing to do and no result", operations(), "StrandedRunError", "neither returned nor reported"],
    ["only empty operations", operation("None"), "StrandedRunError", "neither returned nor reported"],
    ["a step without a result", operation("StepRun"), "OutputError", "is not JSON"],
    ["a sleep without a duration", operation("Sleep", { name: "" }), "InvalidStepError", "duration"],
    ["a wait without a timeout", operation("WaitForEvent"), "InvalidStepError", "timeout"],
    ["a failure without an error", { status: 500, body: "" }, "Error", "status 500"],
    ["more than fits", { status: 200, body: JSON.stringify("x".repeat(9 * 1024 * 1024)) }, "LimitError", "8 MB"],
    ["a status nobody knows", { status: 299, body: "{}" }, "Error", "Unknown error"],
  ])("%s: fails the run with the reason", async (_name, answer, error, message) => {
    const { engine, send, advance, onlyRun } = createTestEngine();
    await registerOddApp(engine, () => answer);
    await engine.start();
    await send("go");
    await advance(10_000);
    expect(onlyRun("fn")).toMatchObject({ status: "failed", error: { name: error } });
    expect(onlyRun("fn").error?.message).toContain(message);
    expect(engine.stats()).toMatchObject({ running: 0, waiting: 0, inFlight: 0 });
    await engine.stop();
  });

  it("a failed invoke of something that is no function's name is told to the run", async () => {
    const { engine, send, advance, onlyRun } = createTestEngine();
    await registerOddApp(engine, (calls) =>
      calls === 0 ? operation("InvokeFunction", { opts: { function_id: 7 } }) : { status: 200, body: "1" },
    );
    await engine.start();
    await send("go");
    await advance(10_000);
    expect(onlyRun("fn")).toMatchObject({ status: "completed", steps: [{ status: "failed" }] });
    await engine.stop();
  });

  it("the same step reported again and again does not go on for ever", async () => {
    const { engine, send, advance, onlyRun } = createTestEngine();
    let calls = 0;
    await registerOddApp(engine, (count) => {
      calls = count + 1;
      return count < 50 ? operation("StepRun", { data: 1 }) : { status: 200, body: "1" };
    });
    await engine.start();
    await send("go");
    await advance(10_000);
    expect([calls, onlyRun("fn").status]).toEqual([4, "failed"]);
    await engine.stop();
  });
});
