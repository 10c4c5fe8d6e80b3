import { describe, expect, it } from "vitest";
import { allOf, conditionsOf } from "./filter.ts";
import { pathLevels } from "./path-levels.ts";

describe("conditionsOf", () => {
  it("compares lists with $in, and matches nothing for an empty one", () => {
    expect(conditionsOf({ source: ["git"], author: ["a", "b"] })?.conditions).toEqual([
      { source: { $in: ["git"] } },
      { author: { $in: ["a", "b"] } },
    ]);
    expect(conditionsOf({ source: [] })).toBeNull();
    expect(conditionsOf()).toEqual({ conditions: [], rest: null });
  });

  it("compares times within what JSON can say", () => {
    const furthest = -Number.MAX_SAFE_INTEGER;
    expect(conditionsOf({ updatedAfter: 5 })?.conditions).toEqual([{ updatedAt: { $gte: 5 } }]);
    expect(conditionsOf({ updatedBefore: 9.5 })?.conditions).toEqual([{ updatedAt: { $gte: furthest, $lt: 9.5 } }]);
    const always = { updatedAfter: Number.NEGATIVE_INFINITY, updatedBefore: Number.POSITIVE_INFINITY };
    expect(conditionsOf(always)?.conditions).toEqual([{ updatedAt: { $gte: furthest } }]);
    expect(conditionsOf({ updatedAfter: Number.POSITIVE_INFINITY })).toBeNull();
    expect(conditionsOf({ updatedBefore: Number.NEGATIVE_INFINITY })).toBeNull();
  });

  it("compares a folder whole, and the rest of a path prefix with each hit", () => {
    const folder = conditionsOf({ pathPrefix: "src/lib/" });
    expect(folder).toEqual({ conditions: [{ pathLevels: { $in: ["src/lib/"] } }], rest: null });
    const part = conditionsOf({ pathPrefix: "src/li" });
    expect(part?.conditions).toEqual([{ pathLevels: { $in: ["src/"] } }]);
    const fields = (path: string | null) => ({ path }) as Parameters<NonNullable<NonNullable<typeof part>["rest"]>>[0];
    expect(["src/lib/a", "src/a", null].map((path) => part?.rest?.(fields(path)))).toEqual([true, false, false]);
    expect(conditionsOf({ pathPrefix: "" })?.conditions).toEqual([{ path: { $exists: true } }]);
  });
});

describe("allOf", () => {
  it("wraps several conditions only", () => {
    expect([allOf([]), allOf([{ a: 1 }]), allOf([{ a: 1 }, { b: 2 }])]).toEqual([
      undefined,
      { a: 1 },
      { $and: [{ a: 1 }, { b: 2 }] },
    ]);
  });
});

describe("pathLevels", () => {
  it("are the folders, outermost first, few and short enough to be stored", () => {
    expect(pathLevels("a/b/c.ts")).toEqual(["a/", "a/b/"]);
    expect(pathLevels("c.ts")).toEqual([]);
    expect(pathLevels("/a")).toEqual(["/"]);
    expect(pathLevels("a/".repeat(500)).length).toBe(24);
    expect(pathLevels("folder/".repeat(500)).join("").length).toBeLessThanOrEqual(4_000);
  });
});
