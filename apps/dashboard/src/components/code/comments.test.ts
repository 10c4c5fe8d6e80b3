import { describe, expect, it } from "vitest";
import { beginsInComment } from "./comments.ts";

describe("beginsInComment", () => {
  it.each([
    [" * a lock\n */\nlock()", "a.ts", true],
    ["a lock */\n/* b */", "a.ts", true],
    [" * a lock\n * of a file", "a.ts", true],
    ["/* a */ b", "a.ts", false],
    ["lock();", "a.ts", false],
    ["* a bullet", "a.md", false],
    [" * a */", null, false],
  ])("of %j in %j is %j", (text, path, expected) => {
    expect(beginsInComment(text, path)).toBe(expected);
  });
});
