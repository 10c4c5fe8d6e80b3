import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChunkOptions, chunk, estimateTokens } from "./index.ts";
import { chunkKinds } from "./types.ts";

const text = "One sentence stands here. Another one follows it, somewhat longer than the first. ".repeat(40);

describe("chunk", () => {
  it("makes nothing of nothing and one chunk of a little", () => {
    expect(chunk("")).toEqual([]);
    expect(chunk("hello\n", { path: "a.md" })).toEqual([
      {
        index: 0,
        text: "hello\n",
        start: 0,
        bodyStart: 0,
        end: 6,
        startLine: 1,
        endLine: 1,
        tokens: estimateTokens("hello\n"),
        headingPath: [],
      },
    ]);
  });

  it("keeps white space, in a chunk of its own when there is nothing else", () => {
    expect(chunk(" \n\n\t").map((part) => part.text)).toEqual([" \n\n\t"]);
    const parts = chunk(`a${"\n".repeat(2000)}b`);
    expect(parts.map((part) => part.text.slice(part.bodyStart - part.start)).join("")).toHaveLength(2002);
  });

  it("takes the kind from the path, and the kind given before it", () => {
    const input = "# Title\n\nText.\n";
    expect(chunk(input, { path: "docs/Guide.MD" })[0]?.headingPath).toEqual(["Title"]);
    expect(chunk(input, { path: "guide.md", kind: "text" })[0]?.headingPath).toEqual([]);
    expect(chunk(input)[0]?.headingPath).toEqual([]);
  });

  it("repeats about an eighth of a chunk before text by default, and nothing before code", () => {
    const parts = chunk(text, { kind: "text", maxTokens: 128 });
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts.slice(1)) {
      const overlap = part.text.slice(0, part.bodyStart - part.start);
      expect(estimateTokens(overlap)).toBeLessThanOrEqual(16);
      expect(overlap).not.toBe("");
    }
    for (const part of chunk("call();\n".repeat(300), { kind: "code" })) expect(part.start).toBe(part.bodyStart);
  });

  it("repeats nothing when told so, and at most half", () => {
    for (const part of chunk(text, { overlapTokens: 0 })) expect(part.start).toBe(part.bodyStart);
    expect(() => chunk(text, { maxTokens: 100, overlapTokens: 50 })).not.toThrow();
  });

  it.each<[ChunkOptions, RegExp]>([
    [{ maxTokens: 15 }, /maxTokens must be an integer of at least 16, got 15/],
    [{ maxTokens: 99.5 }, /maxTokens must be an integer/],
    [{ maxTokens: Number.NaN }, /maxTokens must be an integer/],
    [{ maxTokens: 100, overlapTokens: 51 }, /from 0 to half of maxTokens \(50\), got 51/],
    [{ overlapTokens: -1 }, /overlapTokens must be an integer/],
    [{ kind: "prose" as "text" }, /kind must be one of "markdown", "code", "text", .*, got "prose"/],
  ])("refuses %j with a sentence", (options, message) => {
    expect(() => chunk("text", options)).toThrow(message);
    expect(() => chunk("text", options)).toThrow(RangeError);
  });

  it("refuses what is no string", () => {
    expect(() => chunk(undefined as unknown as string)).toThrow(
      "The input of chunk() must be a string, got undefined.",
    );
  });

  it("leaves all but the last chunks as they were when something is appended", () => {
    const block = fc.constantFrom(
      "A paragraph. It has sentences.",
      "- item\n- other item",
      "word ".repeat(60),
      "# Heading",
      "```\ncode();\n```",
      "function f() {\n  return 1;\n}",
      "|a|b|\n|-|-|\n|1|2|",
      '{\n  "a": {\n    "b": [1, 2]\n  }\n}',
      '{"a":[1,2,3,{"b":"c"}]}'.repeat(9),
      "key:\n  - name: x\n    text: |\n      words\n  - name: y",
      '[table]\nx = [\n  1,\n]\ny = """\nlong\n"""',
      "2026-01-31 10:20:30 start\n2026-01-31 10:20:31 ERROR failed\n    at f (a.ts:1)\n##[group]next",
      "### @ada, 2026-01-31\n\nA message.\n\n# Its heading\n\nMore of it.",
      'a,b\n1,"two\nlines"\n3,4',
    );
    const document = fc.array(block, { minLength: 1, maxLength: 30 }).map((blocks) => blocks.join("\n\n"));
    const kind = fc.constantFrom(...chunkKinds);
    fc.assert(
      fc.property(document, document, kind, (before, added, kindOfInput) => {
        const options = { kind: kindOfInput, maxTokens: 64 };
        const short = chunk(before, options).slice(0, -1);
        const long = chunk(`${before}\n\n${added}`, options);
        expect(long.slice(0, short.length)).toEqual(short);
      }),
      { numRuns: 1000 },
    );
  });
});
