import { describe, expect, it } from "vitest";
import { createNotionBudget } from "./budget.ts";
import { retryAfterMs } from "./rate-limit.ts";

const NOW = Date.UTC(2026, 0, 5);

describe("retryAfterMs", () => {
  it.each([
    ["7", 7_000],
    ["0", 1_000],
    [new Date(NOW + 20_000).toUTCString(), 20_000],
    [new Date(NOW - 20_000).toUTCString(), 1_000],
    ["31536000", 3_600_000],
    ["-5", 60_000],
    ["soon", 60_000],
    ["", 60_000],
    [null, 60_000],
  ])("reads %j", (text, expected) => {
    expect(retryAfterMs(new Headers(text === null ? {} : { "retry-after": text }), NOW)).toBe(expected);
  });
});

describe("a budget", () => {
  it("knows how long Notion must not be asked", () => {
    const budget = createNotionBudget();
    expect(budget.waitFor(NOW)).toBe(0);
    budget.limited(NOW + 5_000, NOW);
    budget.limited(NOW + 1_000, NOW);
    expect([budget.waitFor(NOW), budget.waitFor(NOW + 5_000)]).toEqual([5_000, 0]);
    const until = NOW + 5_000;
    const reading = { name: "requests", limit: null, remaining: 0, resetsAt: until, waitingUntil: until, seenAt: NOW };
    expect(budget.read(NOW + 1)).toEqual([reading]);
    expect(budget.read(until)).toEqual([{ ...reading, remaining: null, resetsAt: null, waitingUntil: null }]);
    expect(createNotionBudget().read(NOW)).toEqual([]);
  });
});
