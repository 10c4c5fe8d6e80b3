import { describe, expect, it } from "vitest";
import { classifyResponse } from "./classify.ts";

const sdk = { "x-inngest-sdk": "inngest-js:v4.24.0", "x-inngest-req-version": "2" };
const classify = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  classifyResponse({ status, headers: { ...sdk, ...headers }, body: JSON.stringify(body) }).outcome;

describe("classifyResponse", () => {
  it("reads results and operations", () => {
    expect(classify(200, { a: 1 })).toEqual({ kind: "completed", output: '{"a":1}' });
    const operation = {
      id: "86f7",
      op: "StepRun",
      name: "a",
      displayName: "A",
      userland: { id: "a" },
      opts: { parallelMode: "race" },
      data: 1,
      timing: { a: 1_795_300_825_183_000_000, b: 5 },
      rawArgs: ["private"],
    };
    expect(classify(206, [operation])).toEqual({
      kind: "operations",
      retryAfter: undefined,
      operations: [
        {
          id: "86f7",
          op: "StepRun",
          name: "a",
          label: "A",
          options: { parallelMode: "race" },
          hasData: true,
          data: 1,
          error: undefined,
          race: true,
          metadata: [],
          startedAt: 1_795_300_825_183,
        },
      ],
    });
    expect(classify(206, { op: "RunComplete", id: "x", data: null })).toMatchObject({
      operations: [{ op: "RunComplete" }],
    });
    expect(classify(206, [])).toMatchObject({ kind: "operations", operations: [] });
  });

  it("tells errors that may be repeated from final ones", () => {
    const error = { name: "TypeError", message: "boom", stack: "s", __serialized: true };
    const known = { name: "TypeError", message: "boom", stack: "s" };
    expect(classify(500, error, { "x-inngest-no-retry": "false", "retry-after": "30" })).toEqual({
      kind: "retry",
      error: known,
      retryAfter: "30",
    });
    expect(classify(400, error, { "x-inngest-no-retry": "true" })).toEqual({ kind: "failed", error: known });
    expect(classify(500, { error: "Could not find step" })).toMatchObject({
      error: { message: "Could not find step" },
    });
    expect(classify(401, { message: "Unauthorized" })).toMatchObject({ kind: "retry" });
  });

  it("repeats what did not come from the SDK, and fails what cannot be read", () => {
    expect(classifyResponse({ status: 200, headers: {}, body: "<html>" }).outcome).toMatchObject({
      kind: "retry",
      error: { message: "The answer (status 200) did not come from the Inngest SDK." },
    });
    expect(classifyResponse({ status: 200, headers: sdk, body: "{" }).outcome).toMatchObject({ kind: "failed" });
    expect(classify(206, ["nonsense"])).toMatchObject({ kind: "failed", error: { name: "ProtocolError" } });
    expect(classify(200, "x".repeat(9 * 1024 * 1024))).toMatchObject({ kind: "failed", error: { name: "LimitError" } });
    expect(classifyResponse({ status: 502, headers: sdk, body: "Bad gateway" }).outcome).toMatchObject({
      kind: "retry",
      error: { message: "The function answered with status 502." },
    });
  });
});
