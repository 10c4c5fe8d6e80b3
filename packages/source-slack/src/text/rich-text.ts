import { z } from "zod";
import { fence, link, renderMrkdwn } from "./mrkdwn.ts";
import type { Names } from "./names.ts";

/** Deepest nesting read: Slack's own is three. */
const DEPTH_MAX = 12;

const text = z.string().optional().catch(undefined);
const nodeSchema = z.object({
  type: text,
  text: z.unknown().optional(),
  title: z.unknown().optional(),
  alt_text: text,
  elements: z.array(z.unknown()).optional().catch(undefined),
  fields: z.array(z.unknown()).optional().catch(undefined),
  rows: z.array(z.unknown()).optional().catch(undefined),
  style: z.unknown().optional(),
  indent: z.number().optional().catch(undefined),
  url: text,
  name: text,
  unicode: text,
  user_id: text,
  channel_id: text,
  range: text,
  fallback: text,
});
type Node = z.infer<typeof nodeSchema>;

const styleSchema = z.object({
  bold: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
  italic: z.boolean().optional(),
});

/**
 * The visible text of a message's blocks as Markdown (docs.slack.dev/reference/block-kit/blocks); empty when there is none.
 * Kinds of blocks nobody knows yet give the texts in them.
 */
export function renderBlocks(blocks: readonly unknown[], names: Names): string {
  const parts = blocks.map((block) => renderBlock(block, names, 0).replace(/^\n+|\n+$/g, ""));
  return parts.filter((part) => part.trim() !== "").join("\n");
}

function renderBlock(value: unknown, names: Names, depth: number): string {
  const node = nodeSchema.safeParse(value).data;
  if (node === undefined || depth > DEPTH_MAX) return "";
  const { type, elements = [] } = node;
  const inline = () => elements.map((element) => renderInline(element, names)).join("");
  if (type === "rich_text_section") return inline();
  if (type === "rich_text_preformatted") return fence(elements.map((element) => plainText(element)).join(""));
  if (type === "rich_text_quote") return `> ${inline().replaceAll("\n", "\n> ")}`;
  if (type === "rich_text_list") return renderList(node, names, depth);
  const own = [node.title, node.text, ...(node.fields ?? [])].map((part) => renderText(part, names));
  const inner = elements.map((element) => renderBlock(element, names, depth + 1));
  const rows = (node.rows ?? []).map((row) =>
    (Array.isArray(row) ? row : []).map((cell) => renderBlock(cell, names, depth + 1)).join(" | "),
  );
  return [...own, node.alt_text ?? "", ...inner, ...rows].filter((part) => part.trim() !== "").join("\n");
}

function renderList(node: Node, names: Names, depth: number): string {
  const indent = "  ".repeat(Math.min(8, Math.max(0, node.indent ?? 0)));
  return (node.elements ?? [])
    .map((item, index) => {
      const bullet = node.style === "ordered" ? `${index + 1}.` : "-";
      return `${indent}${bullet} ${renderBlock(item, names, depth + 1)}`;
    })
    .join("\n");
}

/** A text object: plain, or mrkdwn. */
function renderText(value: unknown, names: Names): string {
  if (typeof value === "string") return renderMrkdwn(value, names);
  const node = nodeSchema.safeParse(value).data;
  if (typeof node?.text !== "string") return "";
  return node.type === "plain_text" ? node.text : renderMrkdwn(node.text, names);
}

function renderInline(value: unknown, names: Names): string {
  const node = nodeSchema.safeParse(value).data;
  if (node === undefined) return "";
  const label = typeof node.text === "string" ? node.text : "";
  switch (node.type) {
    case "text":
      return withStyle(label, node.style);
    case "link": {
      const { url = "" } = node;
      return label === "" || label === url ? url : link(label, url);
    }
    case "user":
      return `@${names.user(node.user_id ?? "")}`;
    case "channel":
      return `#${names.channel(node.channel_id ?? "")}`;
    case "broadcast":
      return `@${node.range ?? "here"}`;
    case "emoji":
      return emoji(node);
    case "usergroup":
      return "@group";
    default:
      return label === "" ? (node.fallback ?? "") : label;
  }
}

function plainText(value: unknown): string {
  const node = nodeSchema.safeParse(value).data;
  return typeof node?.text === "string" ? node.text : (node?.url ?? "");
}

function emoji({ unicode, name = "" }: Node): string {
  const points = (unicode ?? "").split("-").map((part) => Number.parseInt(part, 16));
  const isEmoji = points.every((point) => point > 0 && point <= 0x10ffff);
  return isEmoji ? String.fromCodePoint(...points) : `:${name}:`;
}

function withStyle(label: string, value: unknown): string {
  const style = styleSchema.safeParse(value).data;
  if (style === undefined || label.trim() === "") return label;
  const inner = label.trim();
  const before = label.slice(0, label.indexOf(inner));
  const after = label.slice(before.length + inner.length);
  if (style.code) return `${before}\`${inner}\`${after}`;
  const marks = `${style.bold ? "**" : ""}${style.italic ? "_" : ""}${style.strike ? "~~" : ""}`;
  const closing = `${style.strike ? "~~" : ""}${style.italic ? "_" : ""}${style.bold ? "**" : ""}`;
  return `${before}${marks}${inner}${closing}${after}`;
}
