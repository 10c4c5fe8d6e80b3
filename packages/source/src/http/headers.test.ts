import { describe, expect, it } from "vitest";
import { answeredAt, boundWait, MAX_WAIT_MS, readCount, readRetryAfter } from "./headers.ts";

const NOW = Date.UTC(2026, 0, 5, 12);

describe("readRetryAfter", () => {
  it.each([
    ["7", 7_000],
    [" 7 ", 7_000],
    ["0", 0],
    [new Date(NOW + 30_000).toUTCString(), 30_000],
    [new Date(NOW - 30_000).toUTCString(), -30_000],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["12345678901", undefined],
    ["", undefined],
  ])("reads %j", (text, expected) => {
    expect(readRetryAfter(new Headers({ "retry-after": text }), NOW)).toBe(expected);
  });

  it("is undefined when there is none", () => {
    expect(readRetryAfter(new Headers(), NOW)).toBeUndefined();
  });
});

describe("boundWait", () => {
  it.each([
    [-5, 1_000],
    [0, 1_000],
    [1_500.2, 1_501],
    [MAX_WAIT_MS + 1, MAX_WAIT_MS],
    [Number.POSITIVE_INFINITY, MAX_WAIT_MS],
  ])("bounds %d", (milliseconds, expected) => {
    expect(boundWait(milliseconds)).toBe(expected);
  });
});

describe("readCount", () => {
  it.each([
    ["0", 0],
    ["1500", 1_500],
    ["-1", undefined],
    ["1.5", undefined],
    ["many", undefined],
    ["1234567890123456", undefined],
  ])("reads %j", (text, expected) => {
    expect(readCount(new Headers({ "x-left": text }), "x-left")).toBe(expected);
  });

  it("is undefined when there is none", () => {
    expect(readCount(new Headers(), "x-left")).toBeUndefined();
  });
});

describe("answeredAt", () => {
  it("is the provider's clock, or this machine's", () => {
    expect(answeredAt(new Headers({ date: new Date(NOW).toUTCString() }), NOW + 1)).toBe(NOW);
    expect(answeredAt(new Headers({ date: "yesterday" }), NOW + 1)).toBe(NOW + 1);
    expect(answeredAt(new Headers(), NOW + 1)).toBe(NOW + 1);
  });
});
