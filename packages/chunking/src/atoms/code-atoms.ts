import type { Limits } from "../options.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, seal, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { createBracketScanner } from "./bracket-scanner.ts";
import { continuesBlock, isAnnotation, isLineComment } from "./code-line.ts";
import { columnsBetween, createLineReader, firstWord, lineAtEnd } from "./line-reader.ts";
import { RANK } from "./ranks.ts";

/** Deeper nesting than this, in columns and in brackets, is not told apart. */
const MOST_COLUMNS = 60;
const MOST_BRACKETS = 8;
/** How many columns of indentation an open bracket counts for. */
const COLUMNS_A_BRACKET = 2;

const NO_ANNOTATION = -1;

/**
 * Cuts source code into atoms, which are lines. The boundary before a line is the stronger the less the line is nested,
 * by indentation and open brackets together, and stronger after a blank line; comments and annotations stay with what
 * follows them, closing brackets with what precedes them.
 */
export function codeAtoms(input: string, meter: TokenMeter, limits: Limits): AtomTable {
  const table = takeAtomTable();
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);
  const brackets = createBracketScanner(input);

  let blank = true;
  let hasContent = false;
  // The last line ended a comment or an annotation: what follows directly belongs to it.
  let introduces = false;
  let inComment = false;
  let annotationDepth = NO_ANNOTATION;

  while (line.next()) {
    const tokens = meter.measureLines(line.start, line.end);
    const first = firstWord(input, line);
    const end = line.contentEnd;
    if (first === end) {
      writer.single(line, tokens, RANK.BLANK);
      blank = true;
      continue;
    }
    const opaque = line.start < brackets.opaqueEnd;
    const columns = first === line.start ? 0 : columnsBetween(input, line.start, first);
    if (!opaque) brackets.indent(columns);
    const { depth } = brackets;

    let rank: number;
    if (opaque) rank = blank ? RANK.OPAQUE_AFTER_BLANK : RANK.OPAQUE_LINE;
    else if (!hasContent || (introduces && !blank) || continuesBlock(input, first, end)) rank = RANK.GLUE;
    else rank = rankOfNesting(columns, depth, blank && !introduces);
    writer.single(line, tokens, rank);
    hasContent = true;
    blank = false;

    brackets.scan(opaque ? Math.max(line.start, Math.min(brackets.opaqueEnd, end)) : first, end);
    const opened = brackets.opaqueEnd > end;
    if (!opaque) inComment = input.startsWith("/*", first);
    introduces = inComment ? !opened : !opaque && isLineComment(input, first, end);
    if (opaque) continue;

    if (isAnnotation(input, first, end)) annotationDepth = depth;
    if (annotationDepth !== NO_ANNOTATION && brackets.depth <= annotationDepth) {
      introduces = true;
      annotationDepth = NO_ANNOTATION;
    }
  }
  writer.close();
  return seal(table, input.length, lineAtEnd(input, line));
}

/** Even after a blank line and odd without one (or with a comment before it), so that nesting decides first. */
function rankOfNesting(columns: number, brackets: number, afterBlank: boolean): number {
  const nesting = Math.min(columns, MOST_COLUMNS) + COLUMNS_A_BRACKET * Math.min(brackets, MOST_BRACKETS);
  return nesting * 2 + (afterBlank ? 0 : 1);
}
