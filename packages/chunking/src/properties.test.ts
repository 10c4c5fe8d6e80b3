import fc from "fast-check";
import { describe, it } from "vitest";
import { type Chunk, type ChunkOptions, chunk, estimateTokens } from "./index.ts";

/** Whatever tells one part of an input from another, in all three kinds, and whatever may break in the middle. */
const fragments = [
  ..."\n \t.#-*>|`'\"(){}[]/\\:;,=_~é—日。😀\u0301\u00a0\u2028\ufeff\0",
  ..."\n\r\n\r",
  ..."\ud800 \udc00".split(" "),
  ...[
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "a",
    "Word",
    "some longer words here. ",
    "First sentence. Second one! ",
    "mid 3.14, e.g. this",
  ],
  ...[
    "# ",
    "## Heading\n",
    "\n### Sub\n\n",
    "Title\n===\n",
    "Title\n---\n",
    "```\n",
    "```ts\n",
    "~~~\n",
    "- item\n",
    "  - nested\n",
  ],
  ...["1. one\n", "| a | b |\n|---|---|\n", "---\n", "+++\n", "> quote\n", "<!-- ", "-->\n", "    indented\n"],
  ...[
    "function foo() {\n",
    "  return x;\n",
    "}\n",
    "class A:\n",
    "    def b(self):\n",
    "@decorator\n",
    "// comment\n",
    "/* ",
    "*/ ",
  ],
  ...[
    '"""',
    "'''",
    "x".repeat(80),
    " ".repeat(60),
    "0123456789abcdef".repeat(4),
    "aGVsbG8gd29ybGQ",
    "a,b;c",
    "漢字かな交じり文。",
    "한국어 ",
  ],
  ...["привет мир. ", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "e\u0301", "क्षत्रिय", "สวัสดี"],
];

const inputs = fc
  .array(fc.tuple(fc.constantFrom(...fragments), fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.nat(40))), {
    maxLength: 40,
    size: "max",
  })
  .map((parts) => parts.map(([fragment, times]) => fragment.repeat(times)).join(""));

const options = fc.record({
  kind: fc.constantFrom("markdown" as const, "code" as const, "text" as const),
  maxTokens: fc.oneof(fc.integer({ min: 16, max: 40 }), fc.integer({ min: 41, max: 300 })),
  overlapShare: fc.option(fc.double({ min: 0, max: 0.5, noNaN: true })),
});

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The line of each code unit, counted the plain way. */
function linesOf(input: string): number[] {
  const lines: number[] = [];
  let line = 1;
  for (let position = 0; position < input.length; position += 1) {
    lines.push(line);
    if (input[position] === "\n" || (input[position] === "\r" && input[position + 1] !== "\n")) line += 1;
  }
  return lines;
}

function check(holds: boolean, what: string, part?: Chunk): void {
  if (!holds) throw new Error(`${what}${part ? `: ${JSON.stringify(part)}` : ""}`);
}

function checkChunks(input: string, chunkOptions: ChunkOptions & { maxTokens: number }): void {
  const parts = chunk(input, chunkOptions);
  const lines = linesOf(input);
  const graphemes = new Set(Array.from(segmenter.segment(input), (segment) => segment.index));
  check(parts.map((part) => input.slice(part.bodyStart, part.end)).join("") === input, "the bodies are the input");
  let previous: Chunk | undefined;
  for (const [index, part] of parts.entries()) {
    check(part.index === index, "numbered in order", part);
    check(part.text === input.slice(part.start, part.end), "the text is the slice", part);
    check(part.start <= part.bodyStart && part.bodyStart < part.end, "no body is empty", part);
    check(part.bodyStart === (previous?.end ?? 0), "each body begins where the last one ended", part);
    check(part.start >= (previous?.bodyStart ?? 0), "the overlap is from the chunk before", part);
    check(part.tokens === estimateTokens(part.text), "the tokens are those of the text", part);
    check(part.tokens <= chunkOptions.maxTokens, "not too large", part);
    const overlap = part.text.slice(0, part.bodyStart - part.start);
    check(
      estimateTokens(overlap) <= Math.max(1, chunkOptions.overlapTokens ?? chunkOptions.maxTokens / 8),
      "the overlap is not too large",
      part,
    );
    check(part.startLine === lines[part.start] && part.endLine === lines[part.end - 1], "the lines are exact", part);
    for (const boundary of [part.start, part.end])
      checkBoundary(input, boundary, graphemes, chunkOptions.maxTokens, part);
    previous = part;
  }
}

function checkBoundary(input: string, boundary: number, graphemes: Set<number>, maxTokens: number, part: Chunk): void {
  if (boundary === 0 || boundary === input.length || graphemes.has(boundary)) return;
  check(
    !/^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(input.slice(boundary - 1, boundary + 1)),
    "no pair is split",
    part,
  );
  let start = boundary;
  while (!graphemes.has(start)) start -= 1;
  let end = boundary;
  while (end < input.length && !graphemes.has(end)) end += 1;
  check(estimateTokens(input.slice(start, end)) > maxTokens / 8, "no character is split that fits", part);
}

describe("for any input and options", () => {
  it("cuts without loss, to size, at exact offsets and lines, splits no character, and does it again the same way", () => {
    fc.assert(
      fc.property(inputs, options, (input, { kind, maxTokens, overlapShare }) => {
        const chunkOptions = {
          kind,
          maxTokens,
          ...(overlapShare === null ? undefined : { overlapTokens: Math.floor(maxTokens * overlapShare) }),
        };
        checkChunks(input, chunkOptions);
      }),
      { numRuns: 10_000 },
    );
  });

  it("is deterministic", () => {
    fc.assert(
      fc.property(inputs, options, (input, { kind, maxTokens }) => {
        const once = JSON.stringify(chunk(input, { kind, maxTokens }));
        chunk(`other ${input}`, { maxTokens: 16 });
        return JSON.stringify(chunk(input, { kind, maxTokens })) === once;
      }),
      { numRuns: 500 },
    );
  });
});
