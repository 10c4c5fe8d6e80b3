import type { FakeBlock, FakeStore, FakeText } from "../state/model.ts";

/** A page as `GET /v1/pages/{}/markdown` gives it. */
export interface FakeMarkdown {
  readonly markdown: string;
  readonly unknown: readonly string[];
}

/** Writes blocks as enhanced Markdown (developers.notion.com/guides/data-apis/enhanced-markdown). */
export function writeMarkdown(store: FakeStore, blocks: readonly FakeBlock[]): FakeMarkdown {
  const unknown: string[] = [];
  const rows = blocks.flatMap((block) => writeBlock(store, block, unknown));
  return { markdown: rows.join("\n"), unknown };
}

const escaped = (text: string) => text.replace(/[\\*~`$[\]<>{}|^]/g, "\\$&");

function words(value: unknown): string {
  return ((value ?? []) as readonly FakeText[])
    .map(({ type, plain_text, href, annotations }) => {
      if (type === "mention") return `<mention-user url="user://someone">${escaped(plain_text)}</mention-user>`;
      if (annotations.code === true) return `\`${plain_text}\``;
      return href === null ? escaped(plain_text) : `[${escaped(plain_text)}](${href})`;
    })
    .join("")
    .replaceAll("\n", "<br>");
}

function writeBlock(store: FakeStore, block: FakeBlock, unknown: string[]): readonly string[] {
  const { type, content } = block;
  const text = words(content.rich_text);
  const color = content.color === undefined || content.color === "default" ? "" : ` {color="${content.color}"}`;
  const below = block.children.flatMap((child) => writeBlock(store, child, unknown)).map((row) => `\t${row}`);
  const code = ((content.rich_text ?? []) as readonly FakeText[]).map(({ plain_text }) => plain_text).join("");
  switch (type) {
    case "heading_1":
    case "heading_2":
    case "heading_3":
    case "heading_4":
      return [
        `${"#".repeat(Number(type.at(-1)))} ${text}${content.is_toggleable === true ? ' {toggle="true"}' : color}`,
        ...below,
      ];
    case "paragraph":
      return [text === "" ? "<empty-block/>" : `${text}${color}`, ...below];
    case "bulleted_list_item":
      return [`- ${text}${color}`, ...below];
    case "numbered_list_item":
      return [`1. ${text}${color}`, ...below];
    case "to_do":
      return [`- [${content.checked === true ? "x" : " "}] ${text}${color}`, ...below];
    case "quote":
      return [`> ${text}${color}`, ...below];
    case "toggle":
      return ["<details>", `<summary>${text}</summary>`, ...below, "</details>"];
    case "callout":
      return ['<callout icon="💡">', `\t${text}`, ...below, "</callout>"];
    case "code":
      return [`\`\`\`${content.language ?? ""}`, ...code.split("\n"), "```"];
    case "equation":
      return ["$$", String(content.expression), "$$"];
    case "divider":
      return ["---"];
    case "column_list":
      return ["<columns>", ...below, "</columns>"];
    case "column":
      return ["<column>", ...below, "</column>"];
    case "table":
      return ["<table>", ...below, "</table>"];
    case "table_row":
      return ["<tr>", ...(content.cells as readonly unknown[]).map((cell) => `<td>${words(cell)}</td>`), "</tr>"];
    case "child_page":
      return [`<page url="https://www.notion.so/${block.id}">${escaped(String(content.title))}</page>`];
    case "child_database":
      return [`<database url="https://www.notion.so/${block.id}">${escaped(String(content.title))}</database>`];
    case "synced_block": {
      const from = (content.synced_from as { block_id?: string } | null)?.block_id;
      const name = from === undefined ? "synced_block" : "synced_block_reference";
      const inside =
        from === undefined
          ? below
          : (store.blocks.get(from)?.children ?? []).flatMap((child) => writeBlock(store, child, unknown));
      return [`<${name} url="https://www.notion.so/${from ?? block.id}">`, ...inside, `</${name}>`];
    }
    case "image": {
      const { file, external } = content as Record<string, { url: string } | undefined>;
      const url = external?.url ?? `${file?.url}?X-Amz-Signature=fake`;
      return [`![${words(content.caption)}](${url})`];
    }
    default:
      unknown.push(block.id);
      return [`<unknown url="https://www.notion.so/${block.id}" alt="${type}"/>`];
  }
}
