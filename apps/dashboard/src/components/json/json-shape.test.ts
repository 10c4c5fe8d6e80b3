import { describe, expect, it } from "vitest";
import { isContainer, linesOf, opensAtFirst, sizeWords } from "./json-shape.ts";

describe("the shape of JSON", () => {
  it("counts lines as they are shown, no further than asked", () => {
    expect(linesOf(1, 10)).toBe(1);
    expect(linesOf({}, 10)).toBe(1);
    expect(linesOf({ a: 1, b: [1, 2] }, 10)).toBe(7);
    expect(linesOf(Array.from({ length: 10_000 }), 50)).toBe(50);
  });

  it("does not mind how deep it goes", () => {
    const deep = JSON.parse(`${"[".repeat(3_000)}${"]".repeat(3_000)}`) as unknown;
    expect(linesOf(deep, 1_000_000)).toBe(5_999);
  });

  it("opens the outermost container and short ones", () => {
    expect(opensAtFirst(Array.from({ length: 500 }), 0)).toBe(true);
    expect(opensAtFirst(Array.from({ length: 500 }), 1)).toBe(false);
    expect(opensAtFirst({ a: [1, 2] }, 1)).toBe(true);
    expect(opensAtFirst({}, 1)).toBe(false);
  });

  it("says how much is in a closed one", () => {
    expect([[], [1], [1, 2]].map(sizeWords)).toEqual(["0 items", "1 item", "2 items"]);
    expect(sizeWords({ a: 1 })).toBe("1 field");
    expect([null, "x", 1, [], {}].map(isContainer)).toEqual([false, false, false, true, true]);
  });
});
