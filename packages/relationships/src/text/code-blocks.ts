import type { Range } from "./blank.ts";

const fenceStart = /[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/y;
const listItem = /[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/y;
const indented = /(?: {4}|\t)/y;
const blankLine = /[ \t\r]*(?:\n|$)/y;

/** The fenced and the indented code blocks of Markdown, in order. Takes time in proportion to the text. */
export function codeBlocks(text: string): Range[] {
  const ranges: Range[] = [];
  let fence: { readonly start: number; readonly mark: string } | undefined;
  let afterBlank = true;
  let inList = false;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline + 1;
    if (fence) {
      if (closes(text, start, end, fence.mark)) {
        ranges.push({ start: fence.start, end });
        fence = undefined;
        afterBlank = true;
      }
    } else {
      const mark = matchAt(fenceStart, text, start)?.[1];
      if (mark !== undefined && isFence(text, start, end, mark)) fence = { start, mark };
      else if (matchAt(blankLine, text, start)) afterBlank = true;
      else if (matchAt(indented, text, start)) {
        // What a list item says on further lines is indented as well.
        if (afterBlank && !inList) ranges.push({ start, end });
      } else {
        inList = matchAt(listItem, text, start) !== null || (inList && /[ \t]/.test(text.charAt(start)));
        afterBlank = false;
      }
    }
    start = end;
  }
  if (fence) ranges.push({ start: fence.start, end: text.length });
  return ranges;
}

/** A fence of backticks is none when another backtick follows on its line: that is code within a line. */
function isFence(text: string, start: number, end: number, mark: string): boolean {
  if (mark.startsWith("~")) return true;
  const line = text.slice(start, Math.min(end, start + 400));
  return !line.slice(line.indexOf(mark) + mark.length).includes("`");
}

function closes(text: string, start: number, end: number, mark: string): boolean {
  if (end - start > mark.length + 200) return false;
  const line = text
    .slice(start, end)
    .replace(/^[ \t>]+/, "")
    .trimEnd();
  return line.length >= mark.length && line === mark.charAt(0).repeat(line.length);
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
