import { describe, expect, it } from "vitest";
import type { Completeness } from "../../../api/source.ts";
import { countOf, filterOf, listedReasons } from "./listing-address.ts";

const figures = { exists: 100, held: 100, searchable: 90, pending: 2, failed: 3, skipped: 5 };
const reason = (status: Completeness["reasons"][number]["status"], code: string, count: number) => ({
  status,
  code,
  count,
  message: code,
});
const completeness: Completeness = {
  asOf: "2026-11-22T12:00:00.000Z",
  listing: null,
  unknown: null,
  types: [
    { ...figures, type: "file" },
    { type: "issue", exists: 0, held: 0, searchable: 0, pending: 0, failed: 0, skipped: 0 },
  ],
  totals: figures,
  reasons: [
    reason("skipped", "empty", 5),
    reason("failed", "timeout", 3),
    reason("pending", "pending", 2),
    reason("gone", "kept", 1),
  ],
  heldDeletions: 0,
};

describe("filterOf", () => {
  it("leaves out a state there is none of, and the name of those that merely wait", () => {
    expect(filterOf({ status: "lost", q: "a" })).toEqual({ q: "a" });
    expect(filterOf({ status: "pending", code: "pending" })).toEqual({ status: "pending" });
    expect(filterOf({ status: "failed", code: "timeout", type: "file" })).toEqual({
      status: "failed",
      code: "timeout",
      type: "file",
    });
  });
});

describe("countOf", () => {
  it("counts what the figures of the source know", () => {
    expect(countOf(completeness, {})).toBe(100);
    expect(countOf(completeness, { status: "failed" })).toBe(3);
    expect(countOf(completeness, { type: "issue" })).toBe(0);
    expect(countOf(completeness, { type: "file", status: "skipped" })).toBe(5);
    expect(countOf(completeness, { code: "timeout" })).toBe(3);
    expect(countOf(completeness, { q: "a" })).toBeNull();
    expect(countOf(completeness, { type: "file", code: "timeout" })).toBeNull();
  });
});

describe("listedReasons", () => {
  it("offers those that documents have", () => {
    expect(listedReasons(completeness, undefined).map(({ code }) => code)).toEqual(["empty", "timeout"]);
    expect(listedReasons(completeness, "failed").map(({ code }) => code)).toEqual(["timeout"]);
  });
});
