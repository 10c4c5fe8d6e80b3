import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "../terms/analyze.ts";
import { makeSnippet, SNIPPET_MAX_CHARACTERS, SNIPPET_MAX_LINES, type SnippetQuery } from "./snippet.ts";

function asking(...words: string[]): SnippetQuery {
  const terms = words.flatMap((word) => analyze(word));
  return {
    weights: new Map(terms.map((term) => [term, 1])),
    words: new Set(words.map((word) => analyze(word)[0] ?? "")),
  };
}

const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("alpha", "beta", " ", "\n", "\r\n", "\r", "other words ", "😀", "日本") },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
      { weight: 1, arbitrary: fc.constant("filler ".repeat(70)) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("makeSnippet", () => {
  it("is a piece of the chunk within the limits, with exact line numbers", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 5000 }), (text, startLine) => {
        const { text: shown, lines, matchedLines } = makeSnippet(text, startLine, asking("alpha", "日本"));
        const all = text.split(/\r\n|\r|\n/);
        const [first, last] = [lines[0] - startLine, lines[1] - startLine];
        expect(shown.length).toBeLessThanOrEqual(SNIPPET_MAX_CHARACTERS);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThan(all.length);
        expect(last - first).toBeLessThan(SNIPPET_MAX_LINES);
        const shownLines = shown.split(/\r\n|\r|\n/);
        if (first === last) expect(all[first]).toContain(shown);
        else expect(shownLines).toEqual(all.slice(first, last + 1));
        if (text.isWellFormed()) expect(shown.isWellFormed()).toBe(true);
        const matching = shownLines.flatMap((line, index) => (/alpha|日|本/i.test(line) ? [lines[0] + index] : []));
        expect(matchedLines.every((line) => line >= lines[0] && line <= lines[1])).toBe(true);
        expect(matching).toEqual(expect.arrayContaining(matchedLines.filter((line) => matching.includes(line))));
        if (/\balpha\b/.test(shown)) expect(matchedLines.length).toBeGreaterThan(0);
      }),
    );
  });

  it("shows the lines with most of the query, and what follows them", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    lines[3] = "beta alone";
    lines[19] = "alpha here";
    lines[21] = "and beta here";
    const snippet = makeSnippet(lines.join("\n"), 101, asking("alpha", "beta"));
    expect(snippet.lines).toEqual([120, 125]);
    expect(snippet.matchedLines).toEqual([120, 122]);
    expect(snippet.text).toBe(lines.slice(19, 25).join("\n"));
  });

  it("prefers the definition of a name to its uses, and whole words to parts", () => {
    const text = [
      "render(a)",
      "render(b)",
      "",
      "",
      "",
      "",
      "",
      "export function render(c) {",
      "}",
      "prerenderAll()",
    ].join("\n");
    expect(makeSnippet(text, 1, asking("render"))).toMatchObject({ lines: [8, 10], matchedLines: [8] });
    expect(makeSnippet("userName\n\n\n\n\n\n\nuser", 1, asking("user")).lines).toEqual([8, 8]);
  });

  it("marks lines with parts of words where no whole word is shown", () => {
    expect(makeSnippet("nothing\nuserName", 1, asking("user")).matchedLines).toEqual([2]);
  });

  it("leaves blank lines at either end out", () => {
    expect(makeSnippet("\n\nalpha\n\n\n", 1, asking("alpha"))).toEqual({
      text: "alpha",
      lines: [3, 3],
      matchedLines: [3],
    });
  });

  it("cuts a line that is too long around its match, between characters", () => {
    const text = `${"😀".repeat(1000)} alpha ${"😀".repeat(1001)}`;
    const { text: shown, lines, matchedLines } = makeSnippet(text, 7, asking("alpha"));
    expect(shown).toContain("alpha");
    expect(shown.isWellFormed()).toBe(true);
    expect(shown.length).toBeGreaterThan(SNIPPET_MAX_CHARACTERS - 3);
    expect({ lines, matchedLines }).toEqual({ lines: [7, 7], matchedLines: [7] });
  });

  it("shows the start where nothing matches", () => {
    expect(makeSnippet("a\nb", 5, asking("zeta"))).toEqual({ text: "a\nb", lines: [5, 6], matchedLines: [] });
    expect(makeSnippet("", 5, asking("zeta"))).toEqual({ text: "", lines: [5, 5], matchedLines: [] });
  });
});
