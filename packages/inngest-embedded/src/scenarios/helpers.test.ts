import type { Inngest } from "inngest";
import { describe, expect, it } from "vitest";
import { createTestEngine, on } from "../testing/test-engine.ts";

describe("helpers around steps", () => {
  it("step.ai.wrap runs the call as a step, with its input kept apart", async () => {
    const test = createTestEngine();
    const client = test.client as Inngest;
    const asked: string[] = [];
    const ask = async (prompt: string): Promise<{ text: string }> => {
      asked.push(prompt);
      return { text: prompt.toUpperCase() };
    };
    await test.serve(
      client.createFunction({ id: "fn", ...on("go") }, async ({ step }) => {
        const answer = await step.ai.wrap("ask", ask, "hello");
        await step.sleep("nap", "1m");
        return answer;
      }),
    );
    await test.send("go");
    await test.advance(60_000);
    expect(test.onlyRun("fn")).toMatchObject({
      status: "completed",
      output: { text: "HELLO" },
      steps: [{ name: "ask", op: "StepRun", output: { text: "HELLO" } }, { name: "nap" }],
    });
    expect(asked).toEqual(["hello"]);
  });
});
