import { describe, expect, it } from "vitest";
import { type Chunk, type ChunkKind, chunk } from "../index.ts";

function paths(parts: readonly Chunk[]): string[] {
  return parts.map(({ headingPath }) => headingPath.join(" > "));
}

function members(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}

function cut(kind: ChunkKind, input: string, maxTokens = 64): Chunk[] {
  return chunk(input, { kind, maxTokens });
}

const settings = {
  name: "x",
  scripts: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`script${index}`, `run it ${index}`])),
  deep: { list: Array.from({ length: 12 }, (_, index) => ({ id: index, config: { a: index, b: "text" } })) },
  end: "yes",
};

describe("json", () => {
  it("cuts between members and items, and says under which keys", () => {
    const parts = cut("json", JSON.stringify(settings, null, 2), 80);
    expect(paths(parts)).toContain("scripts");
    const inList = parts.filter(({ headingPath }) => headingPath.join(".") === "deep.list");
    expect(inList.length).toBeGreaterThan(3);
    for (const { text } of inList) expect(text).toMatch(/^ {6}\{\n[\s\S]*\n {6}\},?\n(?: {4}\]\n)?/);
    expect(parts.at(-1)?.headingPath).toEqual([]);
  });

  it("does the same on one line", () => {
    const parts = cut("json", JSON.stringify(settings), 80);
    expect(paths(parts)).toContain("scripts");
    const inList = parts.filter(({ headingPath }) => headingPath.join(".") === "deep.list");
    expect(inList.length).toBeGreaterThan(1);
    for (const { text } of inList) expect(text).toMatch(/^\{"id":\d+.*\}\}[\],}]/);
  });

  it("is not led astray by brackets and quotes in strings and comments", () => {
    const item = '  {\n    // it\'s [one of "many\n    "a": "}]\\"{",\n    /* { */ \'b\': 1\n  },\n';
    const parts = cut("json", `[\n${item.repeat(8)}]\n`, 80);
    for (const { text } of parts.slice(1, -1)) expect(text).toMatch(/^ {2}\{\n[\s\S]*\n {2}\},\n$/);
  });

  it("keeps a comment with the member it introduces, and the key's name with both", () => {
    const input = `{\n${members(4, (index) => `  // about ${index}\n  "key${index}": {\n${'    "a": "some text",\n'.repeat(5)}  },\n`)}}\n`;
    const parts = cut("json", input, 64);
    expect(paths(parts).slice(1)).toEqual(["key1", "key2", "key3"]);
    for (const { text } of parts.slice(1)) expect(text).toMatch(/^ {2}\/\/ about/);
  });

  it("cuts JSON Lines between records, however broken some are", () => {
    const lines = members(20, (index) =>
      index === 3 ? '{"broken": [{\n' : `{"id": ${index}, "text": "some words"}\n`,
    );
    for (const { text } of cut("json", lines)) expect(text).toMatch(/^\{"[\s\S]*\n$/);
  });
});

describe("yaml", () => {
  const step = (index: number) =>
    `      - name: Step ${index}\n        # why\n        run: |\n          echo one: two\n          - no item\n        with:\n          value: ${index}\n`;
  const workflow = `name: CI\njobs:\n  test:\n    steps:\n${members(5, step)}  deploy:\n    runs-on: x\n`;

  it("cuts between list items, and names them and the keys above", () => {
    const parts = cut("yaml", workflow, 64);
    expect(paths(parts)).toContain("jobs > test > steps > Step 2");
    for (const { text } of parts.slice(1, -1)) expect(text).toMatch(/^ {6}- name: Step \d\n/);
  });

  it("cuts between documents first", () => {
    const document = (index: number) =>
      `---\nkind: Service\nmetadata:\n  name: number ${index}\nspec:\n  port: ${index}\n`;
    for (const { text } of cut("yaml", members(9, document))) expect(text.startsWith("---\n")).toBe(true);
  });

  it("ends a key's content at the next one of its level, lists at the key's own column included", () => {
    const input = `before: 1\nlist:\n${members(30, (index) => `- item number ${index}\n`)}after: 2\n${members(12, (index) => `key${index}: value\n`)}`;
    const parts = cut("yaml", input, 48);
    expect(paths(parts)[1]).toBe("list");
    expect(paths(parts).slice(-2)).toEqual(["", ""]);
  });
});

describe("toml", () => {
  it("cuts between tables, each with its comment, and names their parts", () => {
    const keys = members(6, (index) => `key${index} = "some value"\n`);
    const input = `[tool.one]\n${keys}\n# about two\n[tool.two]\n${keys}\n[[three]]\n${keys}`;
    const parts = cut("toml", input, 64);
    expect(paths(parts)).toEqual(["tool > one", "tool > two", "three"]);
    expect(parts[1]?.text).toMatch(/^# about two\n/);
  });

  it("reads no tables in strings and arrays", () => {
    const input = `[a]\ntext = """\n[no.table]\n"""\nlist = [\n  ["x"],\n]\n${members(12, (index) => `key${index} = "some value"\n`)}`;
    expect(new Set(paths(cut("toml", input, 48)))).toEqual(new Set(["a"]));
  });

  it("reads INI files, where a bracket may stay open", () => {
    const input = `; settings\n[one]\npath = [drafts\nname = it's\n\n[branch "release.1"]\n${members(12, (index) => `key${index} = some value\n`)}`;
    expect(paths(cut("toml", input, 48)).at(-1)).toBe('branch "release.1"');
  });
});

describe("table", () => {
  it("cuts between rows and gives every later chunk the header", () => {
    const rows = members(20, (index) => `${index},name ${index},"two\nlines, ""quoted"" ${index}"\n`);
    const [first, ...others] = cut("table", `id,name,notes\n${rows}`);
    expect(first).not.toHaveProperty("header");
    expect(others.length).toBeGreaterThan(2);
    for (const { text, header } of others) {
      expect(header).toEqual({ start: 0, end: 14, text: "id,name,notes\n" });
      expect(text).toMatch(/^\d+,name[\s\S]*"\n$/);
    }
  });

  it("takes no row with a number for a header", () => {
    for (const part of cut(
      "table",
      members(60, (index) => `${index}\tsome words\n`),
    )) {
      expect(part).not.toHaveProperty("header");
    }
  });

  it("gives the header of a table in Markdown, and only to its rows", () => {
    const rows = members(16, (index) => `| n${index} | means something |\n`);
    const input = `# T\n\n| name | meaning |\n|---|---|\n${rows}\n## After\n\nText.\n${"More of it. ".repeat(20)}\n`;
    const parts = chunk(input, { kind: "markdown", maxTokens: 64 });
    expect(parts[1]?.header?.text).toBe("| name | meaning |\n|---|---|\n");
    expect(parts.at(-1)).not.toHaveProperty("header");
  });
});
