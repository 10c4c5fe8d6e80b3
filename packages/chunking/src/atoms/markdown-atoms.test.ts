import { describe, expect, it } from "vitest";
import { type Chunk, chunk } from "../index.ts";

const paragraph =
  "This paragraph has a few sentences. They are here to fill a part of a chunk. There is no more to it than that.";

function markdown(input: string, maxTokens = 64): Chunk[] {
  return chunk(input, { kind: "markdown", maxTokens, overlapTokens: 0 });
}

function paths(input: string, maxTokens?: number): string[] {
  return markdown(input, maxTokens).map((part) => part.headingPath.join(" > "));
}

describe("Markdown", () => {
  it("cuts at headings and carries their path", () => {
    const input = `# Guide\n\n${paragraph}\n\n## Install\n\n${paragraph}\n\n### From source\n\n${paragraph}\n\n## Use\n\n${paragraph}\n`;
    const parts = markdown(input);
    expect(parts.map((part) => part.headingPath)).toEqual([
      ["Guide"],
      ["Guide", "Install"],
      ["Guide", "Install", "From source"],
      ["Guide", "Use"],
    ]);
    expect(parts.map((part) => part.text.split("\n")[0])).toEqual([
      "# Guide",
      "## Install",
      "### From source",
      "## Use",
    ]);
  });

  it("gives a chunk of several sections the headings that hold for all of it", () => {
    expect(paths("# A\n\n## B\n\ntext\n\n## C\n\ntext\n", 512)).toEqual(["A"]);
    expect(paths("intro\n\n# A\n\ntext\n", 512)).toEqual([""]);
    expect(paths("# A\n\ntext\n\n# B\n\ntext\n", 512)).toEqual([""]);
  });

  it("reads front matter as no content", () => {
    expect(paths("---\ntitle: x\n# no heading\n---\n\n# Title\n\ntext\n", 512)).toEqual(["Title"]);
    expect(paths("+++\r\n# no\r\n+++\r\n# Title\r\n", 512)).toEqual(["Title"]);
    expect(paths("---\n# Title, as the front matter does not end\n", 512)).toEqual([""]);
  });

  it.each([
    ["# Title", "Title"],
    ["   ## Title ##  ", "Title"],
    ["# C# ", "C#"],
    ["#\tTabbed", "Tabbed"],
    ["#", ""],
    ["Title\n=====", "Title"],
    ["Two\nlines\n---", "Two lines"],
    ["# `code` and [link](x)", "`code` and [link](x)"],
  ])("reads %j as a heading", (heading, title) => {
    expect(markdown(`${heading}\n\ntext\n`, 512)[0]?.headingPath).toEqual([title]);
  });

  it.each([
    "#Title",
    "####### Title",
    "    # indented code",
    "\\# Title",
    "- item\n---",
    "```\n# in a fence\n```",
    "~~~\n```\n# x\n~~~",
    "```\n# never closed",
    "<!--\n# comment\n-->",
  ])("reads %j as none", (text) => {
    expect(markdown(`${text}\n\ntext\n`, 512)[0]?.headingPath).toEqual([]);
  });

  it("shortens titles without end", () => {
    const title = markdown(`# ${"long ".repeat(500)}\n`, 4096)[0]?.headingPath[0];
    expect(title).toHaveLength(200);
    expect(title?.endsWith("…")).toBe(true);
  });

  it("keeps a heading with what follows it, a fence's marks with its lines, and a table's head with its first row", () => {
    const input = [
      `## One\n\n${paragraph}`,
      `## Two\n\n${paragraph} ${paragraph}`,
      `\`\`\`ts\n${"const value = compute();\n".repeat(12)}\`\`\``,
      `| a | b |\n|---|---|\n${"| first cell | second cell |\n".repeat(12)}`,
    ].join("\n\n");
    for (const part of markdown(input)) {
      expect(part.text.trimEnd()).not.toMatch(/(?:^|\n)(?:#+ [^\n]*|```ts|\|---\|---\|)$/);
      expect(part.text).not.toMatch(/^(?:```\n|\|---)/);
    }
  });

  it("cuts lists between items and outer items before nested ones", () => {
    const item = (mark: string): string => `${mark} An item with a dozen words or so, to fill the chunk.`;
    const input = Array.from({ length: 8 }, () => `${item("-")}\n${item("  -")}\n`).join("");
    for (const part of markdown(input)) expect(part.text.startsWith("- ")).toBe(true);
  });

  it("cuts a paragraph too large between sentences", () => {
    const parts = markdown(Array.from({ length: 12 }, () => paragraph).join(" "));
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts.slice(0, -1)) expect(part.text).toMatch(/\. $/);
  });

  it("repeats no text from before a heading, and some within a section", () => {
    const input = `# A\n\n${paragraph}\n\n${paragraph}\n\n${paragraph}\n\n# B\n\n${paragraph}\n\n${paragraph}\n`;
    const parts = chunk(input, { kind: "markdown", maxTokens: 64, overlapTokens: 16 });
    const beginsSection = (part: Chunk): boolean => input.startsWith("# ", part.bodyStart);
    expect(parts.filter(beginsSection).map((part) => part.bodyStart - part.start)).toEqual([0, 0]);
    expect(parts.some((part) => part.start < part.bodyStart)).toBe(true);
    for (const part of parts) expect(part.text.lastIndexOf("\n# ")).toBeLessThan(0);
  });

  it("reads Windows and old Mac line ends alike", () => {
    const input = `# A\n\n${paragraph}\n\n## B\n\n- x\n- y\n`;
    for (const end of ["\r\n", "\r"]) expect(paths(input.replaceAll("\n", end))).toEqual(paths(input));
  });
});
