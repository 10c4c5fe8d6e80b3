import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexicalText } from "./lexical-text.ts";

const text = fc.string({ unit: "binary", maxLength: 80 });

describe("lexicalText", () => {
  it("holds the text once, path and heading four times, and defined names marked", () => {
    const lexical = lexicalText({
      title: "pool.ts",
      path: "src/pool.ts",
      heading: "createPool",
      text: "export function createPool() {}",
    });
    expect(lexical.split(" ")).toEqual([
      ...["export", "function", "createpool", "create", "pool"],
      ...["src", "pool", "ts", "createpool", "create", "pool"],
      ...["src", "pool", "ts", "createpool", "create", "pool"],
      ...["src", "pool", "ts", "createpool", "create", "pool"],
      ...["src", "pool", "ts", "createpool", "create", "pool"],
      "=createpool",
    ]);
  });

  it("uses the title where there is no path, and beside a path that does not end with it", () => {
    const parts = { heading: "", text: "" };
    expect(lexicalText({ ...parts, title: "Launch plan", path: null })).toBe(
      "launch plan launch plan launch plan launch plan",
    );
    expect(lexicalText({ ...parts, title: "Plan", path: "docs/a.md" })).toBe(
      "doc a md plan doc a md plan doc a md plan doc a md plan",
    );
  });

  it("separates terms by single spaces, with none at either end", () => {
    fc.assert(
      fc.property(text, fc.option(text), text, text, (title, path, heading, body) => {
        expect(lexicalText({ title, path, heading, text: body })).toMatch(/^(?:\S+(?: \S+)*)?$/u);
      }),
    );
  });
});
