import { describe, expect, it } from "vitest";
import { backoffDelay, retryAfterDelay } from "./backoff.ts";

describe("backoffDelay", () => {
  it("follows the service's table, with up to 30 s more", () => {
    const least = Array.from({ length: 12 }, (_, attempt) => backoffDelay(attempt, undefined, () => 0) / 1000);
    expect(least).toEqual([15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200, 7200]);
    expect(backoffDelay(0, undefined, () => 0.999)).toBe(15_000 + 29_970);
    expect(backoffDelay(3, 50)).toBe(50);
  });
});

describe("retryAfterDelay", () => {
  it("reads seconds and dates, between a second and a day", () => {
    const now = Date.UTC(2026, 0, 1);
    expect(retryAfterDelay("30", now)).toBe(30_000);
    expect(retryAfterDelay("2026-01-01T00:01:00.000Z", now)).toBe(60_000);
    expect(retryAfterDelay("0", now)).toBe(1000);
    expect(retryAfterDelay("2025-01-01T00:00:00.000Z", now)).toBe(1000);
    expect(retryAfterDelay("999999", now)).toBe(24 * 3_600_000);
    expect(retryAfterDelay("soon", now)).toBeUndefined();
    expect(retryAfterDelay(undefined, now)).toBeUndefined();
  });
});
