import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMarkdown } from "./read-markdown.ts";

const blocksOf = (markdown: string) => readMarkdown(markdown).map(({ block }) => block);

const paragraph = (...children: readonly unknown[]) => ({ type: "paragraph", children });
const text = (words: string) => ({ type: "text", text: words });

describe("readMarkdown", () => {
  it("reads what people write", () => {
    expect(
      blocksOf("# A `b`\n\n- [x] done\n- [ ] **not** ~~yet~~\n\n3. three\n\n> said\n\n---\n\n```ts\nlet a;\n```\n"),
    ).toEqual([
      { type: "heading", depth: 1, slug: "a-b", children: [text("A "), { type: "code", text: "b" }] },
      {
        type: "list",
        start: null,
        items: [
          { checked: true, children: [paragraph(text("done"))] },
          {
            checked: false,
            children: [
              paragraph({ type: "strong", children: [text("not")] }, text(" "), {
                type: "deleted",
                children: [text("yet")],
              }),
            ],
          },
        ],
      },
      { type: "list", start: 3, items: [{ checked: null, children: [paragraph(text("three"))] }] },
      { type: "quote", children: [paragraph(text("said"))] },
      { type: "rule" },
      { type: "code", text: "let a;", language: "ts" },
    ]);
  });

  it("says which lines each part was written in", () => {
    const linesOf = (markdown: string) => readMarkdown(markdown).map(({ from, to }) => [from, to]);
    expect(linesOf("# A\n\none\ntwo\n\n- a\n- b\n")).toEqual([
      [1, 1],
      [3, 4],
      [6, 7],
    ]);
    expect(linesOf("---\r\ntitle: A\r\n---\r\n\r\n# A[^1]\r\n\r\n[^1]: b\r\n")).toEqual([
      [1, 3],
      [5, 5],
      [0, 0],
    ]);
  });

  it("reads tables, addresses that stand elsewhere, and notes in the order they are named", () => {
    const blocks = blocksOf("| a | b |\n|:--|--:|\n| 1 | [x][y] |\n\nm[^2] n[^1]\n\n[y]: /to\n[^1]: one\n[^2]: two\n");
    expect(blocks).toEqual([
      {
        type: "table",
        align: ["left", "right"],
        rows: [
          [[text("a")], [text("b")]],
          [[text("1")], [{ type: "link", url: "/to", children: [text("x")] }]],
        ],
      },
      paragraph(text("m"), { type: "note", number: 1 }, text(" n"), { type: "note", number: 2 }),
      { type: "notes", notes: [[paragraph(text("two"))], [paragraph(text("one"))]] },
    ]);
  });

  it("gives headings the names that links on GitHub use, each another", () => {
    const slugs = blocksOf("## Set up!\n\n## Set up?\n\n## Größe & more\n").map((one) => "slug" in one && one.slug);
    expect(slugs).toEqual(["set-up", "set-up-1", "größe--more"]);
  });

  it("takes the words, links and images of HTML, and leaves the rest", () => {
    const html =
      '<h1 align="center">\n  <img src="l.png" alt="A &amp; B">\n</h1>\n<p>Fast <a href="/x">docs</a><br>here <!-- not --></p>\n<script>run()</script>\n';
    expect(blocksOf(html)).toEqual([
      { type: "heading", depth: 1, slug: "", children: [{ type: "image", url: "l.png", alt: "A & B" }, text(" ")] },
      paragraph(text("Fast "), { type: "link", url: "/x", children: [text("docs")] }, { type: "break" }, text("here ")),
      paragraph(text("run()")),
    ]);
    expect(blocksOf("a <b onclick=x>c</b> <!-- d -->e")).toEqual([
      paragraph(text("a "), text("c"), text(" "), text("e")),
    ]);
  });

  it("shows data before the text as data", () => {
    expect(blocksOf("---\r\ntitle: A\r\n---\r\n# A\r\n")[0]).toEqual({
      type: "code",
      text: "title: A",
      language: "yaml",
    });
  });

  it("shows what is nested too deeply as it was written, and refuses what has too many parts", () => {
    expect(JSON.stringify(blocksOf(`${">".repeat(60)} deep`)).split("quote").length).toBeLessThan(30);
    expect(JSON.stringify(blocksOf(`${">".repeat(60)} deep`))).toContain("deep");
    expect(() => blocksOf("a\n\n".repeat(16_000))).toThrow(RangeError);
  });

  it("reads any text, and keeps none of its HTML", () => {
    const parts = fc.constantFrom(
      ..."`*_[]()!<>#|-~\n \\&:^a1",
      "<br>",
      "](javascript:a)",
      "[^1]",
      "```",
      "---\n",
      "\t",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (pieces) => {
        expect(Array.isArray(blocksOf(pieces.join("")))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
