import { isBlank, isDigit, isTerminator } from "../characters.ts";

const HASH = 0x23;
const BACKTICK = 0x60;
const TILDE = 0x7e;

/** Titles longer than this, in UTF-16 code units, are cut: they are repeated with every chunk below them. */
const LONGEST_TITLE = 200;

/** How many times the character at `start` is repeated from there. */
function runLength(input: string, start: number, end: number): number {
  const unit = input.charCodeAt(start);
  let position = start + 1;
  while (position < end && input.charCodeAt(position) === unit) position += 1;
  return position - start;
}

/** The level of the ATX heading (`## Title`) that begins at `first`, or 0. */
export function headingLevel(input: string, first: number, end: number): number {
  if (input.charCodeAt(first) !== HASH) return 0;
  const level = runLength(input, first, end);
  if (level > 6) return 0;
  return first + level === end || isBlank(input.charCodeAt(first + level)) ? level : 0;
}

/** The title of an ATX heading, without its marks; Markdown within it is left as it is written. */
export function atxTitle(input: string, first: number, end: number, level: number): string {
  let start = first + level;
  let stop = end;
  while (stop > start && isBlank(input.charCodeAt(stop - 1))) stop -= 1;
  let closing = stop;
  while (closing > start && input.charCodeAt(closing - 1) === HASH) closing -= 1;
  if (closing === start || isBlank(input.charCodeAt(closing - 1))) stop = closing;
  while (start < stop && isBlank(input.charCodeAt(start))) start += 1;
  return titleOf(input.slice(start, stop));
}

/** Spaces at an end, two in a row, or other white space. */
const needsTrimming = /^\s|\s$|\s\s|[^\S ]/;

/** A heading's text on one line and no longer than titles may be. */
export function titleOf(text: string): string {
  if (text.length <= LONGEST_TITLE && !needsTrimming.test(text)) return text;
  const head = text
    .slice(0, LONGEST_TITLE * 2)
    .replace(/\s+/g, " ")
    .trim();
  return head.length <= LONGEST_TITLE ? head : `${head.slice(0, LONGEST_TITLE - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** The length of the fence (three or more backticks or tildes) that opens at `first`, or 0. */
export function fenceLength(input: string, first: number, end: number): number {
  const unit = input.charCodeAt(first);
  if (unit !== BACKTICK && unit !== TILDE) return 0;
  const length = runLength(input, first, end);
  if (length < 3) return 0;
  if (unit === TILDE) return length;
  for (let position = first + length; position < end; position += 1) {
    if (input.charCodeAt(position) === BACKTICK) return 0;
  }
  return length;
}

/** Whether the line closes a fence of `length` characters `unit`. */
export function closesFence(input: string, first: number, end: number, unit: number, length: number): boolean {
  if (input.charCodeAt(first) !== unit) return false;
  const run = runLength(input, first, end);
  return run >= length && onlyBlanks(input, first + run, end);
}

/** 1 or 2 for a line of `=` or `-` alone, which makes a heading of the paragraph above it; else 0. */
export function underlineLevel(input: string, first: number, end: number): number {
  const unit = input.charCodeAt(first);
  if (unit !== 0x3d && unit !== 0x2d) return 0;
  if (!onlyBlanks(input, first + runLength(input, first, end), end)) return 0;
  return unit === 0x3d ? 1 : 2;
}

/** Whether the line is a thematic break: three or more `-`, `*` or `_`, with or without spaces. */
export function isThematicBreak(input: string, first: number, end: number): boolean {
  const unit = input.charCodeAt(first);
  if (unit !== 0x2d && unit !== 0x2a && unit !== 0x5f) return false;
  let marks = 0;
  for (let position = first; position < end; position += 1) {
    const other = input.charCodeAt(position);
    if (other === unit) marks += 1;
    else if (!isBlank(other)) return false;
  }
  return marks >= 3;
}

/** Whether the line begins a list item: `-`, `*`, `+`, or up to nine digits and `.` or `)`, and a space. */
export function isListItem(input: string, first: number, end: number): boolean {
  const unit = input.charCodeAt(first);
  let position = first;
  if (unit === 0x2d || unit === 0x2a || unit === 0x2b) {
    position += 1;
  } else {
    while (position < end && position - first < 9 && isDigit(input.charCodeAt(position))) position += 1;
    const delimiter = input.charCodeAt(position);
    if (position === first || (delimiter !== 0x2e && delimiter !== 0x29)) return false;
    position += 1;
  }
  return position >= end || isBlank(input.charCodeAt(position));
}

/** Whether the line divides a table's header from its rows: bars, hyphens and colons. */
export function isTableRule(input: string, first: number, end: number): boolean {
  let hyphens = 0;
  for (let position = first; position < end; position += 1) {
    const unit = input.charCodeAt(position);
    if (unit === 0x2d) hyphens += 1;
    else if (unit !== 0x7c && unit !== 0x3a && !isBlank(unit)) return false;
  }
  return hyphens > 0;
}

/**
 * Where front matter (`---` for YAML, `+++` for TOML, on the first line and again on a later one) ends; 0 when there is none.
 */
export function frontMatterEnd(input: string): number {
  const start = input.charCodeAt(0) === 0xfeff ? 1 : 0;
  const mark = input.slice(start, start + 3);
  if ((mark !== "---" && mark !== "+++") || !isTerminator(input.charCodeAt(start + 3))) return 0;
  for (let position = start + 3; ; ) {
    position = input.indexOf(mark, position);
    if (position < 0) return 0;
    const after = position + 3;
    if (
      isTerminator(input.charCodeAt(position - 1)) &&
      (after === input.length || isTerminator(input.charCodeAt(after)))
    ) {
      return after;
    }
    position = after;
  }
}

function onlyBlanks(input: string, start: number, end: number): boolean {
  for (let position = start; position < end; position += 1) {
    if (!isBlank(input.charCodeAt(position))) return false;
  }
  return true;
}
