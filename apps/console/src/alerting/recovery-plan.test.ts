import { describe, expect, it } from "vitest";
import { planRecovery } from "./recovery-plan.ts";

const plan = (code: string, attempt = 0, retryAfterMs?: number) =>
  planRecovery({
    problem: { code, message: "429 unauthorized timeout", ...(retryAfterMs && { retryAfterMs }) },
    attempt,
  });

describe("what is done about a sync that failed", () => {
  it("goes by the code, whatever the words say", () => {
    expect(plan("rate-limited", 0, 90_000)).toEqual({ kind: "retry", delayMs: 90_000, batchSize: 10 });
    expect(plan("rate-limited")).toMatchObject({ delayMs: 20_000, batchSize: 10 });
    expect(plan("timeout")).toEqual({ kind: "retry", delayMs: 20_000, batchSize: 25 });
    expect(plan("internal")).toEqual({ kind: "retry", delayMs: 20_000 });
    for (const code of ["unauthorized", "forbidden", "not-found", "invalid-config", "embedder-unauthorized"]) {
      expect(plan(code), code).toEqual({ kind: "needs-attention" });
    }
  });

  it("waits twice as long each time, five minutes at the most, and gives up after five attempts", () => {
    const delays = [0, 1, 2, 3, 4].map((attempt) => plan("unavailable", attempt));
    expect(delays.map((each) => each.kind === "retry" && each.delayMs / 1_000)).toEqual([20, 40, 80, 160, 300]);
    expect(plan("unavailable", 5)).toEqual({ kind: "give-up" });
    expect(plan("rate-limited", 5, 1_000)).toEqual({ kind: "give-up" });
    expect(plan("unauthorized", 5)).toEqual({ kind: "needs-attention" });
  });
});
