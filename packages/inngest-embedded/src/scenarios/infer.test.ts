import { readFileSync } from "node:fs";
import { join } from "node:path";
import { anthropic, azureOpenai, gemini, type Inngest, openai } from "inngest";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTestFolder } from "../testing/crash-copy.ts";
import { type Answer, type Outside, startOutside } from "../testing/outside.ts";
import { createTestEngine, on, type TestEngine } from "../testing/test-engine.ts";

const apiKey = "sk-very-secret-key";

const models = {
  openai: (baseUrl: string) => openai({ model: "gpt-4o", apiKey, baseUrl }),
  anthropic: (baseUrl: string) =>
    anthropic({ model: "claude-sonnet-4-5", apiKey, baseUrl, defaultParameters: { max_tokens: 10 } }),
  gemini: (baseUrl: string) => gemini({ model: "gemini-2.0-flash", apiKey, baseUrl }),
  azure: (baseUrl: string) =>
    azureOpenai({ model: "gpt-4o", apiKey, endpoint: baseUrl, deployment: "d", apiVersion: "2024-10-21" }),
};

async function infer(
  answer: Answer,
  { model = "openai", file = ":memory:" }: { model?: keyof typeof models; file?: string } = {},
): Promise<{ test: TestEngine; outside: Outside }> {
  const outside = await startOutside(answer);
  const test = createTestEngine({ file, egress: { allow: ["127.0.0.1"], allowPrivate: true } });
  onTestFinished(() => test.engine.stop({ drainMs: 0 }));
  const client = test.client as Inngest;
  await test.serve(
    client.createFunction({ id: "fn", retries: 1, ...on("go") }, ({ step }) =>
      step.ai.infer("ask", {
        model: models[model](outside.url) as ReturnType<typeof openai>,
        body: { messages: [{ role: "user", content: "hi" }] },
      }),
    ),
  );
  await test.send("go");
  return { test, outside };
}

const answerJson: Answer = (_request, response) => void response.end(JSON.stringify({ choices: [1] }));

describe("step.ai.infer", () => {
  it("gives the provider's JSON", async () => {
    const { test, outside } = await infer(answerJson);
    expect(test.onlyRun("fn")).toMatchObject({
      status: "completed",
      output: { choices: [1] },
      steps: [{ name: "ask", op: "AIGateway", attempts: 1 }],
    });
    expect(outside.seen).toMatchObject([
      { method: "POST", path: "/chat/completions", headers: { "content-type": "application/json" } },
    ]);
    expect(JSON.parse(outside.seen[0]?.body ?? "")).toEqual({
      model: "gpt-4o",
      messages: [{ role: "user", content: "hi" }],
    });
  });

  it("sends the key the way each provider wants it", async () => {
    const openaiCall = await infer(answerJson, { model: "openai" });
    expect(openaiCall.outside.seen[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
    const anthropicCall = await infer(answerJson, { model: "anthropic" });
    expect(anthropicCall.outside.seen[0]).toMatchObject({
      path: "/messages",
      headers: { "x-api-key": apiKey, "anthropic-version": "2023-06-01" },
    });
    expect(anthropicCall.outside.seen[0]?.headers).not.toHaveProperty("authorization");
    const geminiCall = await infer(answerJson, { model: "gemini" });
    expect(geminiCall.outside.seen[0]?.path).toBe(`/models/gemini-2.0-flash:generateContent?key=${apiKey}`);
    expect(geminiCall.outside.seen[0]?.headers).not.toHaveProperty("authorization");
    const azureCall = await infer(answerJson, { model: "azure" });
    expect(azureCall.outside.seen[0]?.headers).toMatchObject({ "api-key": apiKey });
    expect(azureCall.outside.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  it("is repeated after a busy provider, when the provider says", async () => {
    const { test, outside } = await infer((request, response, count) => {
      if (count > 0) return answerJson(request, response, count);
      response.writeHead(429, { "retry-after": "20" }).end(JSON.stringify({ error: { message: "slow down" } }));
    });
    expect(test.onlyRun("fn").steps[0]).toMatchObject({
      error: { name: "AIGatewayError", message: expect.stringContaining("status 429: slow down") },
    });
    await test.advance(19_999);
    expect(outside.seen).toHaveLength(1);
    await test.advance(1);
    expect(test.onlyRun("fn")).toMatchObject({ status: "completed", steps: [{ attempts: 2 }] });
  });

  it("is not repeated when the provider refuses the request", async () => {
    const { test, outside } = await infer((_request, response) => void response.writeHead(400).end("no such model"));
    expect(test.onlyRun("fn")).toMatchObject({
      status: "failed",
      steps: [{ error: { name: "AIGatewayError", message: expect.stringContaining("status 400: no such model") } }],
    });
    expect(outside.seen).toHaveLength(1);
  });

  it("does not take a page for an answer", async () => {
    const { test } = await infer((_request, response) => void response.end("<html>"));
    await test.advance(10_000);
    expect(test.onlyRun("fn").steps[0]?.error?.message).toContain("not JSON");
  });

  it("does not take its key to another origin", async () => {
    const other = await startOutside(answerJson);
    const { test } = await infer((_request, response) => void response.writeHead(307, { location: other.url }).end());
    expect(test.onlyRun("fn").steps[0]?.error?.message).toContain("must not see the key");
    expect(other.seen).toEqual([]);
  });

  it.each(["openai", "gemini"] as const)(
    "keeps the key of %s out of runs, errors, logs and the answer",
    async (model) => {
      const folder = createTestFolder();
      const file = join(folder, "engine.db");
      const { test } = await infer(
        (request, response, count) => {
          const echo = JSON.stringify({ error: { message: `bad key ${apiKey}` }, path: request.path });
          if (count === 0) response.writeHead(500).end(echo);
          else response.end(echo);
        },
        { file, model },
      );
      const shown = (): string => JSON.stringify([test.engine.runs.list(), test.onlyRun("fn"), test.logged]);
      expect(shown()).toContain("bad key [key]");
      expect(shown()).not.toContain(apiKey);
      await test.advance(1000);
      expect(test.onlyRun("fn")).toMatchObject({
        status: "completed",
        output: { error: { message: "bad key [key]" } },
      });
      expect(shown()).not.toContain(apiKey);
      await test.engine.stop();
      expect(readFileSync(file).includes(apiKey)).toBe(false);
    },
  );
});
