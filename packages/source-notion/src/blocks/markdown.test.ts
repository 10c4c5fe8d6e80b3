import { fetchDocument } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { type FakeBlockContent, type FakeNotion, mentionOf, words } from "../testing/index.ts";
import { createWorkspace } from "../world/workspace.ts";
import { plainMarkdown } from "./markdown.ts";

describe("plainMarkdown", () => {
  it("takes containers, attributes, looks and escapes away, and leaves code as it is", () => {
    const enhanced = [
      '# Title {color="blue"}',
      "<details>",
      "<summary>More **of** it</summary>",
      "\tInside \\*one\\* and `<b>\\*</b>`",
      "\t- item",
      "\t\t- deeper",
      "</details>",
      '<callout icon="x" color="gray_bg">',
      "\tBeware",
      "</callout>",
      "<columns>",
      "\t<column>",
      "\t\tLeft",
      "\t</column>",
      "</columns>",
      "<empty-block/>",
      '<page url="https://www.notion.so/1">Below</page>',
      "```js",
      "\tconst a = '<table>';",
      "```",
      'On <mention-date start="2026-01-05" end="2026-01-06"/> <mention-user url="user://1">@Ada</mention-user> said<br>so',
    ].join("\n");
    expect(plainMarkdown(enhanced)).toBe(
      [
        "# Title\n\nMore of it\n\nInside *one* and `<b>\\*</b>`\n\n- item\n  - deeper\n\nBeware\n\nLeft\n",
        "```js\n\tconst a = '<table>';\n```\n\nOn 2026-01-05 to 2026-01-06 @Ada said\nso",
      ].join("\n"),
    );
  });

  it("names images without signed addresses", () => {
    const signed = "https://prod-files-secure.s3.us-west-2.amazonaws.com/a/plan.png?X-Amz-Signature=1";
    expect(plainMarkdown(`![The plan](${signed})`)).toBe("Image: plan.png: The plan");
    expect(plainMarkdown(`[the file](${signed})`)).toBe("the file");
    expect(plainMarkdown(`\`${signed}\``)).toBeUndefined();
    expect(plainMarkdown("![](https://example.com/a.png)")).toBe("Image: a.png: https://example.com/a.png");
  });

  it.each([
    ["a table", "<table>\n\t<tr>\n\t<td>a</td>\n\t</tr>\n</table>"],
    ["an unknown block", '<unknown url="https://www.notion.so/1" alt="form"/>'],
    [
      "a copy of a synced block",
      '<synced_block_reference url="https://www.notion.so/1">\n\tText\n</synced_block_reference>',
    ],
    ["a file", '<file src="https://example.com/a">Name</file>'],
    ["a person without a name", 'by <mention-user url="user://1"/>'],
    ["a container that does not end", "<details>\n\tText"],
    ["code that does not end", "```\nText"],
  ])("does not answer for %s", (_name, enhanced) => {
    expect(plainMarkdown(enhanced)).toBeUndefined();
  });

  it("ends on anything", () => {
    for (const text of [
      "",
      "<".repeat(50_000),
      "`".repeat(50_001),
      "\t".repeat(50_000),
      "[".repeat(20_000),
      "{".repeat(50_000),
      "\0\ud800",
    ]) {
      const shown = plainMarkdown(text);
      expect(shown === undefined || shown.isWellFormed()).toBe(true);
    }
  });
});

let notion: FakeNotion | undefined;
afterEach(async () => {
  const refusals = notion?.refusals;
  await notion?.close();
  expect(refusals ?? []).toEqual([]);
});

describe("a deep page", () => {
  const nested = (level: number): FakeBlockContent => ({
    type: "toggle",
    content: `Level ${level}`,
    ...(level < 8 && { children: [nested(level + 1), { type: "paragraph", content: `Beside *level* ${level}` }] }),
  });

  async function read(blocks: readonly FakeBlockContent[], config: object = {}, markdownLimit = 100_000) {
    const made = await createWorkspace({ markdownLimit });
    notion = made.notion;
    const id = notion.createPage({ title: "Deep", blocks });
    const before = notion.requests.length;
    const { content, missing } = await fetchDocument(made.make(config), made.pageId(id));
    const routes = notion.requests.slice(before).map(({ route }) => route);
    return { content, missing, blockLists: routes.filter((route) => route === "/v1/blocks/{}/children").length };
  }

  const expectLevels = (content: string) => {
    for (let level = 1; level <= 8; level += 1) expect(content).toContain(`Level ${level}`);
    for (let level = 1; level < 8; level += 1) expect(content).toContain(`Beside *level* ${level}`);
  };

  it("is read with one request for all its levels", async () => {
    const { content, blockLists } = await read([nested(1)]);
    expectLevels(content);
    expect(blockLists).toBe(1);
  });

  it.each([
    ["Markdown is cut short", [nested(1)], {}, 50],
    [
      "Markdown lacks a block",
      [nested(1), { type: "bookmark", content: { url: "https://example.com/a", caption: [] } }],
      {},
      100_000,
    ],
    [
      "there is a table",
      [
        nested(1),
        {
          type: "table",
          content: { table_width: 1 },
          children: [{ type: "table_row", content: { cells: [words("a")] } }],
        },
      ],
      {},
      100_000,
    ],
    ["comments at blocks are wanted", [nested(1)], { comments: "all" }, 100_000],
  ])("is read block by block when %s", async (_name, blocks, config, limit) => {
    const { content, missing, blockLists } = await read(blocks, config, limit);
    expectLevels(content);
    expect(blockLists).toBeGreaterThanOrEqual(8);
    expect(missing).toBeUndefined();
  });

  it("says the same either way", async () => {
    const blocks: readonly FakeBlockContent[] = [
      { type: "heading_2", content: { rich_text: words("How *we* <work>"), is_toggleable: false } },
      {
        type: "bulleted_list_item",
        content: "One",
        children: [{ type: "to_do", content: { rich_text: words("Two"), checked: true } }],
      },
      { type: "code", content: { rich_text: words("a < b\n\tc"), caption: [], language: "c" } },
      {
        type: "paragraph",
        content: { rich_text: [...words("See "), ...words("this", "https://example.com/a"), mentionOf("1", "Ada")] },
      },
    ];
    const quick = await read(blocks);
    await notion?.close();
    const slow = await read(blocks, { comments: "all" });
    expect(quick.content).toBe(slow.content);
    expect(quick.blockLists).toBeLessThan(slow.blockLists);
  });
});
