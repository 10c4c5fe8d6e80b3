import type { MarkdownBlock, MarkdownInline } from "./markdown-tree.ts";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
/** Elements that begin on a line of their own. */
const standsAlone =
  /^(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|blockquote|details|summary|section|hr|pre|center)$/;

/** A piece of HTML: its tags and its comments, or the text between them. */
interface Piece {
  readonly text: string;
  /** Its name in lower case, with a slash before it where it ends an element; null for text, empty for a comment. */
  readonly tag: string | null;
}

/** What a tag within a line comes to: an image, a break, or nothing, since what it does to the look of a text is left out. */
export function readTag(html: string): MarkdownInline | null {
  const name = /^<([a-z]+)/i.exec(html)?.[1]?.toLowerCase();
  if (name === "br") return { type: "break" };
  if (name === "img") return { type: "image", url: attributeOf(html, "src"), alt: attributeOf(html, "alt") };
  return null;
}

/** Takes the text, the headings, the links and the images of HTML in Markdown; the rest is not shown, and nothing of it runs. */
export function readHtml(html: string, slugOf: (text: string) => string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let line: MarkdownInline[] = [];
  let link: { readonly url: string; readonly before: MarkdownInline[] } | null = null;
  const endLink = () => {
    if (link === null) return;
    line = line.length > 0 ? [...link.before, { type: "link", url: link.url, children: line }] : link.before;
    link = null;
  };
  const endLine = (depth: number | null) => {
    endLink();
    const text = line.map((one) => ("text" in one ? one.text : "")).join("");
    const shown = text.trim() !== "" || line.some(({ type }) => type === "link" || type === "image");
    if (shown && depth !== null) blocks.push({ type: "heading", depth, slug: slugOf(text.trim()), children: line });
    else if (shown) blocks.push({ type: "paragraph", children: line });
    line = [];
  };
  for (const { tag, text } of piecesOf(html)) {
    if (tag === null) {
      const words = decoded(text).replaceAll(/\s+/g, " ");
      if (words !== "" && !(words === " " && line.length === 0)) line.push({ type: "text", text: words });
    } else if (tag === "a") {
      endLink();
      link = { url: attributeOf(text, "href"), before: line };
      line = [];
    } else if (tag === "/a") endLink();
    else if (standsAlone.test(tag.replace("/", ""))) endLine(/^\/h[1-6]$/.test(tag) ? Number(tag[2]) : null);
    else {
      const inline = readTag(text);
      if (inline) line.push(inline);
    }
  }
  endLine(null);
  return blocks;
}

function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < html.length) {
    const comment = html.startsWith("<!--", at);
    const name = comment ? "" : /^<(\/?[a-z][a-z0-9]*)/i.exec(html.slice(at, at + 32))?.[1]?.toLowerCase();
    const end = name === undefined ? -1 : html.indexOf(comment ? "-->" : ">", at);
    if (name !== undefined) {
      // What is not closed goes on to the end, as a browser would read it.
      const next = end < 0 ? html.length : end + (comment ? 3 : 1);
      pieces.push({ text: html.slice(at, next), tag: name });
      at = next;
      continue;
    }
    const found = html.indexOf("<", at + 1);
    const next = found < 0 ? html.length : found;
    pieces.push({ text: html.slice(at, next), tag: null });
    at = next;
  }
  return pieces;
}

function attributeOf(tag: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(tag);
  return decoded(found?.[1] ?? found?.[2] ?? found?.[3] ?? "");
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
