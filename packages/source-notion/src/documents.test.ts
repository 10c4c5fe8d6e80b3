import { fetchDocument } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { type FakeBlockContent, type FakeNotion, mentionOf, words } from "./testing/index.ts";
import { createWorkspace } from "./world/workspace.ts";

let notion: FakeNotion | undefined;
afterEach(async () => {
  const refusals = notion?.refusals;
  await notion?.close();
  expect(refusals ?? []).toEqual([]);
});

async function begin() {
  const made = await createWorkspace();
  notion = made.notion;
  return made;
}

/** The text of a page with these blocks, without its title. */
async function textOf(...blocks: readonly FakeBlockContent[]) {
  const { notion, make, pageId } = await begin();
  const id = notion.createPage({ title: "Page", blocks });
  const { content, missing } = await fetchDocument(make(), pageId(id));
  return { text: content.replace(/^# Page\n*/, ""), missing };
}

const FILE = "https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b/plan%20A.png";
const toggleable = (text: string) => ({ rich_text: words(text), is_toggleable: false });

describe("a page's text", () => {
  it("keeps the structure of headings, lists, quotes and code", async () => {
    const { text, missing } = await textOf(
      { type: "heading_1", content: toggleable("One") },
      { type: "heading_4", content: toggleable("Four") },
      { type: "paragraph", content: "Some words" },
      { type: "bulleted_list_item", content: "first", children: [{ type: "numbered_list_item", content: "inner" }] },
      { type: "bulleted_list_item", content: "second" },
      { type: "numbered_list_item", content: "a" },
      { type: "numbered_list_item", content: "b" },
      { type: "to_do", content: { rich_text: words("done"), checked: true } },
      { type: "to_do", content: { rich_text: words("open"), checked: false } },
      { type: "quote", content: "said", children: [{ type: "paragraph", content: "and more" }] },
      {
        type: "code",
        content: { rich_text: words("const a = 1;\n```"), caption: words("Example"), language: "typescript" },
      },
      { type: "equation", content: { expression: "a^2" } },
      { type: "divider", content: {} },
    );
    expect(text).toBe(
      [
        "# One\n\n#### Four\n\nSome words\n\n- first\n  1. inner\n- second\n\n1. a\n2. b\n\n- [x] done\n- [ ] open\n",
        "> said\n>\n> and more\n\n````typescript\nconst a = 1;\n```\n````\n\nExample\n\n```math\na^2\n```\n\n---",
      ].join("\n"),
    );
    expect(missing).toBeUndefined();
  });

  it("shows tables, columns, tabs, toggles and callouts", async () => {
    const row = (...cells: readonly string[]) => ({
      type: "table_row",
      content: { cells: cells.map((cell) => words(cell)) },
    });
    const column = (text: string) => ({
      type: "column",
      content: {},
      children: [{ type: "paragraph", content: text }],
    });
    const { text } = await textOf(
      {
        type: "table",
        content: { table_width: 2, has_column_header: true },
        children: [row("Name", "Note"), row("a|b", "c")],
      },
      { type: "column_list", content: {}, children: [column("Left"), column("Right")] },
      { type: "toggle", content: "Closed", children: [{ type: "paragraph", content: "Inside" }] },
      { type: "callout", content: "Beware", children: [{ type: "bulleted_list_item", content: "of this" }] },
      { type: "tab", content: {}, children: [{ type: "paragraph", content: "In a tab" }] },
      { type: "table_of_contents", content: {} },
    );
    expect(text).toBe(
      "| Name | Note |\n| --- | --- |\n| a\\|b | c |\n\nLeft\n\nRight\n\nClosed\n\nInside\n\n> Beware\n>\n> - of this\n\nIn a tab",
    );
  });

  it("names files without the addresses Notion signs, and keeps those that last", async () => {
    const { text } = await textOf(
      { type: "image", content: { type: "file", file: { url: FILE }, caption: words("The plan") } },
      { type: "file", content: { type: "file", file: { url: FILE }, caption: [], name: "notes.txt" } },
      { type: "video", content: { type: "external", external: { url: "https://example.com/talk.mp4" }, caption: [] } },
      { type: "bookmark", content: { url: "https://example.com/a", caption: words("Read this") } },
      { type: "embed", content: { url: `${FILE}?X-Amz-Signature=1`, caption: [] } },
    );
    expect(text).toBe(
      "Image: plan A.png: The plan\n\nFile: notes.txt\n\nVideo: talk.mp4: https://example.com/talk.mp4\n\nRead this: https://example.com/a",
    );
  });

  it("keeps links, code and mentions in a text", async () => {
    const code = { ...words("npm i")[0], annotations: { code: true } };
    const { text } = await textOf({
      type: "paragraph",
      content: {
        rich_text: [
          ...words("See "),
          ...words("the [docs]", "https://example.com/a(b)"),
          ...words(" and "),
          code,
          ...words(", "),
          mentionOf("1", "Ada"),
        ],
      },
    });
    expect(text).toBe("See [the \\[docs\\]](https://example.com/a%28b%29) and `npm i`, @Ada");
  });

  it("says which blocks Notion does not give, and shows what text there is of unknown ones", async () => {
    const { text, missing } = await textOf(
      { type: "unsupported", content: { block_type: "form" } },
      { type: "hologram", content: { rich_text: words("From the future") } },
    );
    expect(text).toBe("From the future");
    expect(missing).toEqual([
      "Blocks of the type form, which Notion's API does not give.",
      "Blocks of the type hologram, which Notion's API does not give.",
    ]);
  });

  it("reads lists of more than 100 blocks and comments to their end", async () => {
    const { notion, make, pageId } = await begin();
    const blocks = Array.from({ length: 250 }, (_, index) => ({ type: "paragraph", content: `Block ${index}.` }));
    const id = notion.createPage({ title: "Long", blocks });
    for (let index = 0; index < 101; index += 1) notion.comment({ page: id }, `Comment ${index}.`);
    const { content } = await fetchDocument(make(), pageId(id));
    for (let index = 0; index < 250; index += 1) expect(content).toContain(`Block ${index}.`);
    expect(content).toContain("Comment 100.");
  });

  it("has a synced block where its original is, or in the copy when the original is not shared", async () => {
    const { notion, make, pageId } = await begin();
    const synced = {
      type: "synced_block",
      content: { synced_from: null },
      children: [{ type: "paragraph", content: "Everywhere" }],
    };
    const original = notion.createPage({ title: "Original", blocks: [] });
    const [block = ""] = notion.append(original, synced);
    const copy = { type: "synced_block", content: { synced_from: { type: "block_id", block_id: block } } };
    const copied = notion.createPage({ title: "Copy", blocks: [{ type: "paragraph", content: "Own" }, copy] });
    const read = async (id: string) => (await fetchDocument(make(), pageId(id))).content;
    expect(await read(original)).toContain("Everywhere");
    expect(await read(copied)).toBe("# Copy\n\nOwn");
    notion.unshare(original);
    expect(await read(copied)).toContain("Everywhere");
  });
});

describe("a row", () => {
  it("has its values as text and typed, its state and labels", async () => {
    const { notion, make, pageId, tableId } = await begin();
    const other = notion.createPage({ title: "Related" });
    const guest = notion.createUser("Grace Hopper", { isGuest: true });
    const option = (name: string) => ({ id: name, name, color: "blue" });
    const columns = {
      Estimate: "number",
      Status: "status",
      Tags: "multi_select",
      Due: "date",
      Owners: "people",
      Done: "checkbox",
      Files: "files",
      Links: "relation",
      Total: "formula",
      Sum: "rollup",
      Key: "unique_id",
      Site: "url",
    };
    const table = notion.createTable({ title: "Tasks", columns });
    const row = notion.createRow(table, "Index pages", {
      Estimate: 2.5,
      Status: option("Doing"),
      Tags: [option("search"), option("api")],
      Due: { start: "2026-02-01", end: "2026-02-03", time_zone: null },
      Owners: [{ object: "user", id: guest }],
      Done: false,
      Files: [{ name: "plan.pdf", type: "file", file: { url: FILE } }],
      Links: [{ id: other }],
      Total: { type: "number", number: 5 },
      Sum: {
        type: "array",
        function: "show_original",
        array: [
          { type: "number", number: 1 },
          { type: "select", select: option("x") },
        ],
      },
      Key: { prefix: "TASK", number: 7 },
      Site: "https://example.com",
    });
    const document = await fetchDocument(make(), pageId(row));
    expect(document).toMatchObject({
      title: "Index pages",
      state: "Doing",
      labels: ["search", "api"],
      author: { name: "Ada Lovelace" },
      metadata: {
        table: tableId(table),
        related: [pageId(other)],
        properties: {
          Estimate: 2.5,
          Status: "Doing",
          Tags: ["search", "api"],
          Due: { start: "2026-02-01", end: "2026-02-03" },
          Owners: ["Grace Hopper"],
          Done: false,
          Files: ["plan.pdf"],
          Links: [other],
          Total: 5,
          Sum: ["1", "x"],
          Key: "TASK-7",
          Site: "https://example.com",
        },
      },
    });
    expect(document.content).toContain(
      "Table: Tasks\nEstimate: 2.5\nStatus: Doing\nTags: search, api\nDue: 2026-02-01 to 2026-02-03",
    );
    expect(JSON.stringify(document)).not.toMatch(/X-Amz/);
  });

  it("has all of a value of which a page holds 25", async () => {
    const { notion, make, pageId } = await begin();
    const table = notion.createTable({ title: "Tasks", columns: { Links: "relation", Owners: "people" } });
    const ids = Array.from({ length: 130 }, (_, index) => notion.createUser(`Person ${index}`));
    const row = notion.createRow(table, "Many", {
      Links: ids.map((id) => ({ id })),
      Owners: ids.slice(0, 40).map((id) => ({ object: "user", id })),
    });
    const { metadata } = await fetchDocument(make(), pageId(row));
    expect(metadata?.related).toHaveLength(130);
    expect(metadata?.properties).toMatchObject({ Owners: ids.slice(0, 40).map((_, index) => `Person ${index}`) });
  });
});

describe("a table", () => {
  it("says what its columns are", async () => {
    const { notion, make, tableId } = await begin();
    const options = ["Low", "High"].map((name) => ({ id: name, name, color: "red" }));
    const columns = { Priority: { type: "select", settings: { options } }, Estimate: "number" };
    const table = notion.createTable({ title: "Tasks", description: "What there is to do", columns });
    const { content, metadata } = await fetchDocument(make(), tableId(table));
    expect(content).toBe(
      "# Tasks\n\nWhat there is to do\n\nColumns:\n- Name (title)\n- Priority (select): Low, High\n- Estimate (number)",
    );
    expect(metadata?.columns).toContainEqual({ name: "Priority", type: "select", options: ["Low", "High"] });
  });
});

describe("comments", () => {
  it("are shown in their threads, with names", async () => {
    const { notion, make, pageId } = await begin();
    const id = notion.createPage({ title: "Page", blocks: [{ type: "paragraph", content: "Text" }] });
    const grace = notion.createUser("Grace Hopper");
    const thread = notion.comment({ page: id }, "Is it so?");
    notion.comment({ page: id }, "Something else", { by: grace });
    notion.comment({ page: id }, "It is.", { by: grace, discussion: thread });
    const { content } = await fetchDocument(make(), pageId(id));
    expect(content).toContain(
      "## Comments\n\nAda Lovelace on 2026-01-05: Is it so?\nGrace Hopper on 2026-01-05: It is.\n\nGrace Hopper on 2026-01-05: Something else",
    );
  });

  it("at blocks are read when all are wanted, and none when none are", async () => {
    const { notion, make, pageId } = await begin();
    const id = notion.createPage({ title: "Page" });
    const [block = ""] = notion.append(id, { type: "paragraph", content: "Text" });
    notion.comment({ page: id }, "At the page");
    notion.comment({ block }, "At the block");
    const read = async (comments: string) => (await fetchDocument(make({ comments }), pageId(id))).content;
    expect(await read("page")).not.toContain("At the block");
    expect(await read("all")).toMatch(/At the page[\s\S]*At the block/);
    expect(await read("none")).toBe("# Page\n\nText");
  });

  it("that may not be read are said to be missing; people that may not be read have no names", async () => {
    const { notion, make, pageId } = await begin();
    const id = notion.createPage({ title: "Page" });
    notion.comment({ page: id }, "Hidden");
    notion.forbid("comments");
    notion.forbid("users");
    const document = await fetchDocument(make(), pageId(id));
    expect(document.missing).toEqual(["Comments: the connection lacks the capability to read them."]);
    expect(document.author).toBeUndefined();
  });
});
