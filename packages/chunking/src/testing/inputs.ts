import fc from "fast-check";
import { examples } from "../syntax/testing/examples.ts";
import { chunkKinds } from "../types.ts";

/** Whatever tells one part of an input from another, in all kinds, and whatever may break in the middle. */
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
  ...['{"key": ', '"items": [', "},\n", '"a": 1,', "]\n", "'json5': {", "// note\n", '{"id":1,"name":"value"},'],
  ...["key:\n", "  nested: value\n", "- name: x\n", "    text: |\n", "--- \n", "# note\n", "- - a: [1,\n", "!tag &b\n"],
  ...["[table]\n", "[a.b]\n", "[[c]]\n", "x = [\n", 'y = """\n', "; ini\n", "k=v\n"],
  ...[
    "2026-01-31T10:20:30Z ",
    "ERROR failed\n",
    "    at f (a.ts:1)\n",
    "##[group]Run x\n",
    "=== step ===\n",
    "\u001b[31m",
  ],
  ...["### @ada, 2026-01-31\n\n", "#### Bo replied on 2026-01-31\n", "## Comments\n"],
  ...["a,b,c\n", "1,2,3\n", '"quoted, ""cell""\n', "a\tb\n", "x;y|z\n"],
  ...["привет мир. ", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "e\u0301", "क्षत्रिय", "สวัสดี"],
];

/** Inputs put together from the fragments. */
export const inputs: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...fragments), fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.nat(40))), {
    maxLength: 40,
    size: "max",
  })
  .map((parts) => parts.map(([fragment, times]) => fragment.repeat(times)).join(""));

/** Any kind, small chunks, and overlap as a share of them. */
export const options = fc.record({
  kind: fc.constantFrom(...chunkKinds),
  maxTokens: fc.oneof(fc.integer({ min: 16, max: 40 }), fc.integer({ min: 41, max: 300 })),
  overlapShare: fc.option(fc.double({ min: 0, max: 0.5, noNaN: true })),
});

/** A file of some language after edits: parts of it removed, repeated or moved, fragments put in. */
export const codeInputs: fc.Arbitrary<{ path: string; input: string }> = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(
      fc.record({
        from: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.oneof({ weight: 3, arbitrary: fc.nat(8) }, fc.nat(400)),
        inserted: fc.oneof(fc.constant(""), fc.constantFrom(...fragments), fc.constant("again")),
        times: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.nat(40)),
      }),
      { maxLength: 6 },
    ),
    fc.constantFrom("\n", "\n", "\n", "\r\n", "\r"),
  )
  .map(([{ path, source }, edits, terminator]) => {
    let input = source;
    for (const { from, length, inserted, times } of edits) {
      const start = Math.floor(from * input.length);
      const removed = input.slice(start, start + length);
      const put = inserted === "again" ? removed.repeat(2) : inserted.repeat(times);
      input = input.slice(0, start) + put + input.slice(start + length);
    }
    return { path, input: terminator === "\n" ? input : input.replaceAll("\n", terminator) };
  });
