import type { Nodes, Parents, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { MarkdownBlock, MarkdownInline, MarkdownItem, MarkdownPart } from "./markdown-tree.ts";
import { textOf } from "./markdown-tree.ts";
import { readHtml, readTag } from "./read-html.ts";

/** Deeper than anybody writes: what is within is shown as it was written. */
const DEPTH_MAX = 24;
/** More parts than a browser lays out without stopping. */
const NODES_MAX = 30_000;
/** What some tools put before a text: it is data, not part of it. */
const frontMatter = /^---\n([\s\S]{0,20000}?)\n---(?:\n|$)/;

/** Reads Markdown as GitHub has it. Throws RangeError for a text of more parts, or of deeper ones, than can be shown. */
export function readMarkdown(text: string): MarkdownPart[] {
  const unified = text.replaceAll("\r\n", "\n");
  const before = frontMatter.exec(unified);
  const rest = before ? unified.slice(before[0].length) : unified;
  const tree = fromMarkdown(rest, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const linesBefore = before ? before[0].split("\n").length - 1 : 0;
  const parts = createReader(rest, tree, linesBefore)(tree);
  return before
    ? [{ block: { type: "code", text: before[1] ?? "", language: "yaml" }, from: 1, to: linesBefore }, ...parts]
    : parts;
}

function createReader(source: string, tree: Root, linesBefore: number): (root: Root) => MarkdownPart[] {
  const addresses = new Map<string, string>();
  const noteTexts = new Map<string, Nodes[]>();
  let nodes = 0;
  const collect = (node: Nodes, depth: number): void => {
    if (++nodes > NODES_MAX) throw new RangeError(`It has more than ${NODES_MAX} parts.`);
    if (node.type === "definition" && !addresses.has(node.identifier)) addresses.set(node.identifier, node.url);
    if (node.type === "footnoteDefinition" && !noteTexts.has(node.identifier))
      noteTexts.set(node.identifier, node.children);
    if ("children" in node && depth < DEPTH_MAX) for (const child of node.children) collect(child, depth + 1);
  };
  collect(tree, 0);

  const slugs = new Map<string, number>();
  const slugOf = (words: string): string => {
    const slug = words
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const seen = slugs.get(slug) ?? 0;
    slugs.set(slug, seen + 1);
    return seen === 0 ? slug : `${slug}-${seen}`;
  };
  const notes: string[] = [];
  const numberOf = (identifier: string): number => {
    if (!notes.includes(identifier)) notes.push(identifier);
    return notes.indexOf(identifier) + 1;
  };
  const written = ({ position }: Nodes): string => source.slice(position?.start.offset, position?.end.offset);

  const inlinesOf = (parent: Parents, depth: number): MarkdownInline[] =>
    parent.children.flatMap((child) => inlineOf(child, depth + 1));
  const linked = (url: string | undefined, node: Parents, depth: number): MarkdownInline[] => {
    const children = inlinesOf(node, depth);
    return url === undefined ? children : [{ type: "link", url, children }];
  };
  const inlineOf = (node: Nodes, depth: number): MarkdownInline[] => {
    if (depth > DEPTH_MAX) return [{ type: "text", text: written(node) }];
    switch (node.type) {
      case "text":
        return [{ type: "text", text: node.value }];
      case "inlineCode":
        return [{ type: "code", text: node.value }];
      case "strong":
      case "emphasis":
        return [{ type: node.type, children: inlinesOf(node, depth) }];
      case "delete":
        return [{ type: "deleted", children: inlinesOf(node, depth) }];
      case "break":
        return [{ type: "break" }];
      case "link":
        return linked(node.url, node, depth);
      case "linkReference":
        return linked(addresses.get(node.identifier), node, depth);
      case "image":
        return [{ type: "image", url: node.url, alt: node.alt ?? "" }];
      case "imageReference":
        return [{ type: "image", url: addresses.get(node.identifier) ?? "", alt: node.alt ?? "" }];
      case "footnoteReference":
        return [{ type: "note", number: numberOf(node.identifier) }];
      case "html":
        return [readTag(node.value)].filter((one) => one !== null);
      default:
        return [{ type: "text", text: written(node) }];
    }
  };
  const blocksOf = (children: readonly Nodes[], depth: number): MarkdownBlock[] =>
    children.flatMap((child) => blockOf(child, depth + 1));
  const blockOf = (node: Nodes, depth: number): MarkdownBlock[] => {
    if (depth > DEPTH_MAX) return [{ type: "code", text: written(node), language: "" }];
    switch (node.type) {
      case "paragraph":
        return [{ type: "paragraph", children: inlinesOf(node, depth) }];
      case "heading": {
        const children = inlinesOf(node, depth);
        return [{ type: "heading", depth: node.depth, slug: slugOf(textOf(children)), children }];
      }
      case "code":
        return [{ type: "code", text: node.value, language: node.lang ?? "" }];
      case "blockquote":
        return [{ type: "quote", children: blocksOf(node.children, depth) }];
      case "list": {
        const items = node.children.map(
          (item): MarkdownItem => ({ checked: item.checked ?? null, children: blocksOf(item.children, depth + 1) }),
        );
        return [{ type: "list", start: node.ordered ? (node.start ?? 1) : null, items }];
      }
      case "table":
        return [
          {
            type: "table",
            align: node.align ?? [],
            rows: node.children.map((row) => row.children.map((cell) => inlinesOf(cell, depth))),
          },
        ];
      case "thematicBreak":
        return [{ type: "rule" }];
      case "html":
        return readHtml(node.value, slugOf);
      case "definition":
      case "footnoteDefinition":
        return [];
      default:
        return [{ type: "paragraph", children: [{ type: "text", text: written(node) }] }];
    }
  };
  return (root) => {
    const parts = root.children.flatMap((child) =>
      blockOf(child, 1).map((block): MarkdownPart => {
        const { start, end } = child.position ?? {};
        return { block, from: linesBefore + (start?.line ?? 0), to: linesBefore + (end?.line ?? 0) };
      }),
    );
    // A note may name another, which then has one more number.
    const texts: MarkdownBlock[][] = [];
    for (let index = 0; index < notes.length; index += 1)
      texts.push(blocksOf(noteTexts.get(notes[index] ?? "") ?? [], 0));
    return texts.length > 0 ? [...parts, { block: { type: "notes", notes: texts }, from: 0, to: 0 }] : parts;
  };
}
