import { line } from "@tributary/source/text";
import { cleanText } from "@tributary/validation";
import { lastingUrl } from "../documents/text.ts";
import { fileName } from "./render.ts";

/** Tags that stand around blocks and say nothing in themselves; what is in them is indented by one. */
const CONTAINERS: ReadonlySet<string> = new Set(["details", "columns", "column", "callout", "synced_block"]);

/** A line that opens or closes one of them. */
const CONTAINER_LINE = /^<(\/?)([a-z_]+)((?:\s+[\w-]+="[^"]*")*)\s*>$/;

/** Tags inside a line whose text is kept as it is. */
const INLINE =
  /<(\/?)(span|mention-user|mention-page|mention-database|mention-data-source)((?:\s+[\w-]+="[^"]*")*)\s*>/g;

const DATE = /<mention-date((?:\s+[\w-]+="[^"]*")*)\s*\/>/g;

/** Whole lines that stand for pages and tables of their own, or for nothing. */
const LEFT_OUT = /^(?:<(page|database)\b[^<>]*>.*<\/\1>|<(?:empty-block|table_of_contents)\b[^<>]*\/>)$/;

/**
 * Notion's enhanced Markdown (developers.notion.com/guides/data-apis/enhanced-markdown) as plain Markdown; undefined when
 * anything in it is not known here, so that nothing is lost or shown as it should not be.
 */
export function plainMarkdown(enhanced: string): string | undefined {
  const rows: string[] = [];
  let open = 0;
  let fence: string | undefined;
  let isListBefore = false;
  for (const raw of cleanText(enhanced).split("\n")) {
    const tabs = /^\t*/.exec(raw)?.[0].length ?? 0;
    const indent = "  ".repeat(Math.max(0, tabs - open));
    if (fence !== undefined) {
      const content = raw.slice(Math.min(tabs, open));
      rows.push(content);
      if (content.trim() === fence) fence = undefined;
      continue;
    }
    const text = raw.slice(tabs).trimEnd();
    const marks = /^(`{3,}|\$\$$)/.exec(text)?.[1];
    const container = CONTAINER_LINE.exec(text);
    if (text === "" || LEFT_OUT.test(text)) continue;
    if (container !== null) {
      if (!CONTAINERS.has(container[2] ?? "")) return undefined;
      open += container[1] === "/" ? -1 : 1;
      continue;
    }
    const isList = /^(-|\d+\.) /.test(text);
    if (rows.length > 0 && !(isList && isListBefore)) rows.push("");
    isListBefore = isList;
    if (marks !== undefined) {
      fence = marks;
      rows.push(text);
      continue;
    }
    const shown = plainLine(text);
    if (shown === undefined) return undefined;
    rows.push(`${indent}${shown}`);
  }
  return open === 0 && fence === undefined ? rows.join("\n").trim() : undefined;
}

/** A part of a line that is code: nothing in it is a tag or an escape. */
const CODE = /((?<!\\)`[^`]*`)/;

/** What no text may hold: an address whoever has it can use. */
const SIGNED = /X-Amz-|\bamazonaws\.com\/|\bnotionusercontent\.com\//i;

/** Words in brackets and an address behind them; brackets that are words are escaped. */
const IMAGE = /!\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]*)\)/g;
const LINK = /(?<!\\)\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]*)\)/g;

/** One line without tags, attributes and escapes; undefined when it holds a tag not known here. */
function plainLine(text: string): string | undefined {
  const summary = /^<summary>(.*)<\/summary>$/.exec(text)?.[1] ?? text;
  const parts = summary.replace(/(?<!\\) ?\{(?:\s*[a-z_]+="[^"]*")+\s*\}$/, "").split(CODE);
  const shown = parts.map((part, index) => (index % 2 === 1 ? part : plainPart(part)));
  if (shown.includes(undefined)) return undefined;
  const whole = shown.join("");
  if (SIGNED.test(whole)) return undefined;
  return whole
    .split("\n")
    .map((row) => row.trimEnd())
    .join("\n");
}

function plainPart(text: string): string | undefined {
  const bare = text
    .replace(/<br\/?>/g, "\n")
    .replace(DATE, (_tag, attributes: string) => datesOf(attributes))
    .replace(INLINE, "")
    .replace(IMAGE, (_image, caption: string, url: string) => imageOf(caption, url))
    .replace(LINK, (link, words: string, url: string) => (lastingUrl(url) === undefined ? words : link))
    // Looks are left out, as they would cut words in two; every other such sign is escaped.
    .replace(/(?<!\\)(\*\*|~~)/g, "");
  // What is left of a tag is one this does not know.
  return /(?<!\\)<\/?[a-z][\w-]*[\s/>]/i.test(bare) ? undefined : bare.replace(/\\([\\*~`$[\]<>{}|^])/g, "$1");
}

function datesOf(attributes: string): string {
  const [start, end] = ["start", "end"].map((name) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1]);
  return [start, end].filter((part) => part !== undefined).join(" to ");
}

function imageOf(caption: string, url: string): string {
  return ["Image", fileName(url), line(caption), lastingUrl(url) ?? ""].filter((part) => part !== "").join(": ");
}
