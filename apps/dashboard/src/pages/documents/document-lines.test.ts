import { describe, expect, it } from "vitest";
import { linesOf } from "./document-lines.ts";

describe("linesOf", () => {
  it.each([
    ["12", [12, 12]],
    ["12-18", [12, 18]],
    ["18-12", [18, 18]],
    ["0", null],
    ["x", null],
    [undefined, null],
  ])("of %j is %j", (text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });
});
