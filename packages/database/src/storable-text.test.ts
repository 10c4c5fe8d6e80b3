import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStorable, toStorable } from "./storable-text.ts";

describe("text a database can hold", () => {
  it("is any that survives UTF-8, without U+0000", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(isStorable(text)).toBe(!text.includes("\0") && Buffer.from(text, "utf8").toString("utf8") === text);
        expect(isStorable(toStorable(text))).toBe(true);
        if (isStorable(text)) expect(toStorable(text)).toBe(text);
      }),
    );
  });

  it("is looked for in keys and values of every depth", () => {
    expect(isStorable({ a: [{ b: "\u{1F600}", c: [null, 1, true, undefined] }] })).toBe(true);
    expect(isStorable({ a: [{ b: "\uD83D" }] })).toBe(false);
    expect(isStorable({ a: [{ "b\0": 1 }] })).toBe(false);
  });

  it("is not nested without end", () => {
    const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
    expect(isStorable(nested(100))).toBe(true);
    expect(isStorable(nested(101))).toBe(false);
    expect(isStorable(nested(100_000))).toBe(false);
  });
});
