import { decodeTime, isValid } from "ulid";
import { describe, expect, it } from "vitest";
import { createUlidFactory, functionUuid, parseEventIdSeed, runCompleteStepId, seededUlid } from "./identifiers.ts";

describe("identifiers", () => {
  it("grow within one millisecond", () => {
    const next = createUlidFactory(() => 1_700_000_000_000);
    const made = Array.from({ length: 100 }, next);
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(100);
  });

  it("of seeded events are the same each time and differ by position", () => {
    const seed = parseEventIdSeed("1795300758733,mJyxFXcyh9FTlQ==");
    if (!seed) throw new Error("the seed should parse");
    const [one, two] = [seededUlid(seed, 1), seededUlid(seed, 2)];
    expect(seededUlid(seed, 1)).toBe(one);
    expect(two).not.toBe(one);
    expect(isValid(one) && decodeTime(one) === 1_795_300_758_733).toBe(true);
    expect(one.slice(0, 20)).toBe(two.slice(0, 20));
  });

  it.each([null, "", "x,y", "1,AAAA", "-1,mJyxFXcyh9FTlQ=="])("do not come from the seed %j", (header) => {
    expect(parseEventIdSeed(header)).toBeUndefined();
  });

  it("of functions are stable UUIDs", () => {
    expect(functionUuid("app-fn")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(functionUuid("app-fn")).toBe(functionUuid("app-fn"));
    expect(functionUuid("app-fn")).not.toBe(functionUuid("app-other"));
  });

  it("know the SDK's id of a completed run", () => {
    expect(runCompleteStepId).toBe("0737c22d3bfae812339732d14d8c7dbd6dc4e09c");
  });
});
