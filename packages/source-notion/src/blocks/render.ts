import { line } from "@tributary/source/text";
import { z } from "zod";
import { type RichTextItem, richTextSchema } from "../api/schemas.ts";
import { lastingUrl } from "../documents/text.ts";
import { renderRichText } from "./rich-text.ts";
import { type BlockNode, name, originalOf } from "./tree.ts";

/** A page's text. */
export interface RenderedBlocks {
  readonly text: string;
  /** What cannot be said, in words. */
  readonly missing: readonly string[];
}

/** What the fields under the name of a block's type hold, of those that hold text. */
const contentSchema = z
  .looseObject({
    rich_text: richTextSchema.optional().catch(undefined),
    caption: richTextSchema.optional().catch(undefined),
    title: z.union([z.string(), richTextSchema]).optional().catch(undefined),
    cells: z.array(richTextSchema).optional().catch(undefined),
    url: z.string().optional().catch(undefined),
    name: z.string().optional().catch(undefined),
    external: z.looseObject({ url: z.string() }).optional().catch(undefined),
    file: z.looseObject({ url: z.string() }).optional().catch(undefined),
    expression: z.string().optional().catch(undefined),
    language: z.string().optional().catch(undefined),
    checked: z.boolean().optional().catch(undefined),
    has_column_header: z.boolean().optional().catch(undefined),
    block_type: z.string().optional().catch(undefined),
    calendar_event: z.looseObject({ start_time: z.string() }).optional().catch(undefined),
  })
  .catch({});
type Content = z.infer<typeof contentSchema>;

/** Blocks that say nothing in themselves; what is in them is shown as if it were in their place. */
const TRANSPARENT: ReadonlySet<string> = new Set(["column_list", "column", "synced_block", "tab", "template"]);

/** Blocks that show what is elsewhere, or nothing. */
const EMPTY: ReadonlySet<string> = new Set(["breadcrumb", "table_of_contents"]);

const MEDIA: ReadonlySet<string> = new Set(["image", "video", "audio", "file", "pdf"]);

const HEADINGS: Readonly<Record<string, string>> = {
  heading_1: "#",
  heading_2: "##",
  heading_3: "###",
  heading_4: "####",
};

const LISTS: ReadonlySet<string> = new Set(["bulleted_list_item", "numbered_list_item", "to_do"]);

/** Blocks as Markdown: what is nested is indented below what it is in. */
export function renderBlocks(nodes: readonly BlockNode[]): RenderedBlocks {
  const missing = new Set<string>();
  const text = renderAll(nodes, missing)
    .map((row) => row.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return { text, missing: [...missing] };
}

function renderAll(nodes: readonly BlockNode[], missing: Set<string>): readonly string[] {
  const rows: string[] = [];
  let number = 0;
  let before = "";
  for (const node of nodes) {
    const { type } = node.block;
    number = type === "numbered_list_item" ? number + 1 : 0;
    if (rows.length > 0 && !(LISTS.has(type) && type === before)) rows.push("");
    for (const row of renderNode(node, number, missing)) rows.push(row);
    before = type;
  }
  return rows;
}

function renderNode(node: BlockNode, number: number, missing: Set<string>): readonly string[] {
  const { type } = node.block;
  const content = contentSchema.parse(node.block[type] ?? {});
  if (type === "table") return renderTable(node, content);
  if (type === "synced_block" && originalOf(node.block) !== undefined && node.children.length === 0) return [];
  if (TRANSPARENT.has(type)) {
    const own = text(content.rich_text);
    return [...(own === "" ? [] : [own, ""]), ...renderAll(node.children, missing)];
  }
  const own = renderOwn(type, content, number, missing);
  const below = renderAll(node.children, missing);
  if (below.length === 0) return own;
  if (type === "quote" || type === "callout") return [...own, ">", ...below.map((row) => `> ${row}`)];
  if (LISTS.has(type)) return [...own, ...below.map((row) => `  ${row}`)];
  return [...own, "", ...below];
}

function renderOwn(type: string, content: Content, number: number, missing: Set<string>): readonly string[] {
  const own = text(content.rich_text);
  const heading = HEADINGS[type];
  if (heading !== undefined) return [`${heading} ${line(own)}`];
  if (MEDIA.has(type)) return [renderMedia(type, content)];
  if (EMPTY.has(type)) return [];
  switch (type) {
    case "paragraph":
    case "toggle":
      return own.split("\n");
    case "bulleted_list_item":
      return item("- ", own);
    case "numbered_list_item":
      return item(`${number}. `, own);
    case "to_do":
      return item(content.checked === true ? "- [x] " : "- [ ] ", own);
    case "quote":
    case "callout":
      return own.split("\n").map((row) => `> ${row}`);
    case "code":
      return [...fenced(own === "" ? "" : plain(content.rich_text), line(content.language)), ...caption(content)];
    case "equation":
      return fenced(content.expression ?? "", "math");
    case "divider":
      return ["---"];
    case "bookmark":
    case "embed":
    case "link_preview":
      return [[text(content.caption), lastingUrl(content.url) ?? ""].filter((part) => part !== "").join(": ")];
    case "meeting_notes": {
      const time = content.calendar_event?.start_time;
      return [`Meeting: ${titleOf(content)}${time === undefined ? "" : ` (${line(time)})`}`];
    }
    // Pages and tables of their own: a title written here would be the old one when they are renamed.
    case "child_page":
    case "child_database":
    case "link_to_page":
      return [];
    default:
      missing.add(`Blocks of the type ${name(content.block_type ?? type)}, which Notion's API does not give.`);
      // A type younger than this: whatever text it has is shown.
      return own === "" ? caption(content) : own.split("\n");
  }
}

function renderTable(node: BlockNode, { has_column_header }: Content): readonly string[] {
  const rows = node.children.map(({ block }) => contentSchema.parse(block.table_row ?? {}).cells ?? []);
  const shown = rows.map(
    (cells) => `| ${cells.map((cell) => line(renderRichText(cell)).replaceAll("|", "\\|")).join(" | ")} |`,
  );
  const width = Math.max(1, ...rows.map((cells) => cells.length));
  const rule = `|${" --- |".repeat(width)}`;
  const head = has_column_header === true ? shown.slice(0, 1) : [`|${"  |".repeat(width)}`];
  return [...head, rule, ...(has_column_header === true ? shown.slice(1) : shown)];
}

/** A file's name and caption. Its address is left out when Notion signs it: it would be dead in an hour. */
function renderMedia(type: string, content: Content): string {
  const address = content.external === undefined ? undefined : lastingUrl(content.external.url);
  const called = line(content.name) || fileName(content.file?.url ?? content.external?.url);
  return [`${type[0]?.toUpperCase()}${type.slice(1)}`, called, line(text(content.caption)), address ?? ""]
    .filter((part) => part !== "")
    .join(": ");
}

/** Last part of an address's path. */
export function fileName(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return "";
  const last = new URL(address).pathname.split("/").at(-1) ?? "";
  try {
    return line(decodeURIComponent(last));
  } catch {
    return line(last);
  }
}

function item(mark: string, own: string): readonly string[] {
  return own.split("\n").map((row, index) => `${index === 0 ? mark : "  "}${row}`);
}

/** Lines as a block nothing in them can end. */
function fenced(body: string, language: string): readonly string[] {
  const fences = body.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...fences.map((found) => found.length + 1)));
  return [
    `${fence}${language === "plain text" ? "" : language.replaceAll(/[^\w+#.-]/g, "")}`,
    ...body.split("\n"),
    fence,
  ];
}

function caption(content: Content): readonly string[] {
  const own = text(content.caption);
  return own === "" ? [] : ["", own];
}

function titleOf({ title }: Content): string {
  return line(typeof title === "string" ? title : text(title)) || "Untitled";
}

const text = (items: readonly RichTextItem[] | undefined) => renderRichText(items ?? []);

const plain = (items: readonly RichTextItem[] | undefined) =>
  (items ?? []).map(({ plain_text }) => plain_text.toWellFormed().replaceAll("\0", "\uFFFD")).join("");
