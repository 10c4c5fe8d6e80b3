import { describe, expect, it } from "vitest";
import { parseDuration, parseUntil } from "./duration.ts";

describe("parseDuration", () => {
  it.each([
    ["1s", 1000],
    ["1h30m", 5_400_000],
    ["2d", 172_800_000],
    ["1w", 604_800_000],
    ["1.5h", 5_400_000],
    ["250ms", 250],
    ["0", 0],
    ["0s", 0],
  ])("%s", (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(["", "soon", "1", "1 h", "h", "-1s", "1s!", "1h 30m"])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("parseUntil", () => {
  it("reads durations from now, and dates", () => {
    expect(parseUntil("1m", 1000)).toBe(61_000);
    expect(parseUntil("2026-11-21T22:41:25.361Z", 0)).toBe(Date.UTC(2026, 10, 21, 22, 41, 25, 361));
    expect(parseUntil("2026-13-41T00:00:00Z", 0)).toBeUndefined();
    expect(parseUntil("2026", 0)).toBeUndefined();
  });
});
