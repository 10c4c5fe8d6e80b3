import type { RelatableDocument } from "../types.ts";
import { blank, type Range } from "./blank.ts";
import { codeBlocks } from "./code-blocks.ts";
import { codeSpans } from "./code-spans.ts";
import { htmlComments, writtenFacts } from "./unread.ts";

/** A text as references are looked for in it; every character stays where it is in the content. */
export interface Prose {
  /** Without code blocks, comments and what the source itself wrote. */
  readonly text: string;
  /** Without code within lines as well. */
  readonly spoken: string;
  /** Without the labels of links as well: the link says where they lead. */
  readonly plain: string;
}

/** Reads a document's text: Markdown without its code; of code, the comments. */
export function proseOf({ content, format }: Pick<RelatableDocument, "content" | "format">): Prose {
  if (format !== "markdown") {
    const comments = format === "code" ? commentsOf(content) : content;
    return { text: content, spoken: comments, plain: comments };
  }
  const text = blank(content, merged(codeBlocks(content), htmlComments(content), writtenFacts(content)));
  const spoken = blank(text, codeSpans(text));
  return { text, spoken, plain: blank(spoken, linkLabels(spoken)) };
}

/** Labels of `[label](address)`: up to 200 characters on one line. */
function linkLabels(text: string): Range[] {
  const ranges: Range[] = [];
  for (let close = text.indexOf("]("); close >= 0; close = text.indexOf("](", close + 2)) {
    const before = text.slice(Math.max(0, close - 200), close);
    const open = before.lastIndexOf("[");
    if (open >= 0 && !before.includes("\n", open)) ranges.push({ start: close - before.length + open, end: close + 1 });
  }
  return ranges;
}

const commentMark =
  /\/\/|\/\*|(?:^|\n)[ \t]*(?:\*|#(?![ \t]*(?:include|define|if|endif|else|elif|pragma|region)\b)|--|;|%)|[ \t]#[ \t]|<!--/g;

/** Lines from where a comment begins, everything before it blank: cheap, and good enough to look for keys in. */
function commentsOf(code: string): string {
  const ranges: Range[] = [];
  let done = 0;
  for (const match of code.matchAll(commentMark)) {
    if (match.index < done) continue;
    // Of an address, the slashes are none.
    if (match[0] === "//" && code.charAt(match.index - 1) === ":") continue;
    ranges.push({ start: done, end: match.index });
    const isBlock = match[0] === "/*" || match[0] === "<!--";
    const end = isBlock
      ? code.indexOf(match[0] === "/*" ? "*/" : "-->", match.index)
      : code.indexOf("\n", match.index + 1);
    done = end < 0 ? code.length : end;
  }
  ranges.push({ start: done, end: code.length });
  return blank(code, ranges);
}

function merged(...lists: readonly (readonly Range[])[]): Range[] {
  return lists.flat().sort((one, other) => one.start - other.start);
}
