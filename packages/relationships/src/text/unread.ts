import type { Range } from "./blank.ts";

/** Longest line that a source writes about a conversation before its text. */
const FACTS_MAX_LENGTH = 4_000;

/** Comments of HTML: nobody sees what templates say in them. */
export function htmlComments(text: string): Range[] {
  const ranges: Range[] = [];
  for (let start = text.indexOf("<!--"); start >= 0; ) {
    const close = text.indexOf("-->", start + 4);
    const end = close < 0 ? text.length : close + 3;
    ranges.push({ start, end });
    start = text.indexOf("<!--", end);
  }
  return ranges;
}

/**
 * What a source itself writes about a conversation: the line of facts after its title and the list of its sub-issues. They
 * name things of other repositories by their number alone; the metadata names them whole.
 */
export function writtenFacts(text: string): Range[] {
  const ranges: Range[] = [];
  const head = /^# [^\n]*\n\n(?:Issue|Pull request|Discussion) #\d+ (?:by|in) /.exec(text.slice(0, FACTS_MAX_LENGTH));
  if (!head) return ranges;
  const start = text.indexOf("\n\n") + 2;
  const end = text.indexOf("\n", start);
  ranges.push({ start, end: end < 0 ? text.length : end });
  const list = /^## Sub-issues \(\d+ of \d+ closed\)$/m.exec(text);
  if (list) {
    const until = text.indexOf("\n\n", list.index + list[0].length + 2);
    ranges.push({ start: list.index, end: until < 0 ? text.length : until });
  }
  return ranges;
}
