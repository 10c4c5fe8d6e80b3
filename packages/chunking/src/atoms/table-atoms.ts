import { isBlank, isDigit } from "../characters.ts";
import type { Limits } from "../options.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, type HeadedRows, seal, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { createLineReader, firstWord, lineAtEnd } from "./line-reader.ts";
import { isTableRule } from "./markdown-line.ts";
import { RANK } from "./ranks.ts";

const DOUBLE_QUOTE = 0x22;
/** A quoted cell that has more lines than this was left open by mistake. */
const MOST_LINES_OF_CELL = 200;
const LONGEST_HEADER = 10_000;

/** The characters that divide cells: comma, semicolon, tab and bar. */
function dividesCells(unit: number): boolean {
  return unit === 0x2c || unit === 0x3b || unit === 0x09 || unit === 0x7c;
}

/**
 * Cuts a table (CSV, TSV, or of bars as in Markdown) into atoms, which are lines: better between rows than between the lines
 * of a quoted cell. The first row is the header of the others, unless it has a number for a cell.
 */
export function tableAtoms(input: string, meter: TokenMeter, limits: Limits): AtomTable {
  const table = takeAtomTable();
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);
  let header: HeadedRows | undefined;
  let headerStart = -1;
  let inCell = false;
  let linesOfCell = 0;
  let rows = 0;
  let afterBlank = true;

  while (line.next()) {
    const tokens = meter.measureLines(line.start, line.end);
    const first = firstWord(input, line);
    const end = line.contentEnd;
    if (first === end) {
      writer.single(line, tokens, RANK.BLANK);
      afterBlank = true;
      continue;
    }
    const atom = table.count;
    const isRule = rows === 1 && !inCell && isTableRule(input, first, end);
    if (!inCell && !isRule) rows += 1;
    // The header and the first row below it stay together.
    const stays = rows <= 2 || isRule;
    writer.single(
      line,
      tokens,
      inCell ? RANK.OPAQUE_LINE : stays ? RANK.GLUE : afterBlank ? RANK.PARAGRAPH : RANK.LINE,
    );
    if (!inCell && rows === 1 && headerStart < 0) headerStart = isHeader(input, first, end) ? line.start : input.length;
    if (!inCell && rows === 2 && header === undefined && headerStart < line.start) {
      header = { start: headerStart, end: Math.min(line.start, headerStart + LONGEST_HEADER), first: atom, last: atom };
      table.rows.push(header);
    }
    inCell = endsInCell(input, first, end, inCell);
    linesOfCell = inCell ? linesOfCell + 1 : 0;
    if (linesOfCell > MOST_LINES_OF_CELL) inCell = false;
    afterBlank = false;
  }
  writer.close();
  if (header !== undefined) header.last = table.count;
  return seal(table, input.length, lineAtEnd(input, line));
}

/** Whether a quoted cell goes on after the line. A quote that begins no cell is a character like others. */
function endsInCell(input: string, start: number, end: number, inCell: boolean): boolean {
  let quoted = inCell;
  for (let position = start; position < end; position += 1) {
    if (input.charCodeAt(position) !== DOUBLE_QUOTE) continue;
    if (quoted) quoted = false;
    // A doubled quote inside a cell closes it and opens it again.
    else quoted = position === start || mayPrecedeQuote(input.charCodeAt(position - 1));
  }
  return quoted;
}

function mayPrecedeQuote(unit: number): boolean {
  return dividesCells(unit) || unit === DOUBLE_QUOTE;
}

/** Whether a row names columns: it has two cells or more, and none is a number. */
function isHeader(input: string, start: number, end: number): boolean {
  let cells = 1;
  let onlyNumber = true;
  let digits = 0;
  for (let position = start; position <= end; position += 1) {
    const unit = position < end ? input.charCodeAt(position) : 0x2c;
    if (dividesCells(unit)) {
      if (onlyNumber && digits > 0) return false;
      if (position < end) cells += 1;
      onlyNumber = true;
      digits = 0;
    } else if (isDigit(unit)) {
      digits += 1;
    } else if (!isBlank(unit) && unit !== DOUBLE_QUOTE && unit !== 0x2e && unit !== 0x2d) {
      onlyNumber = false;
    }
  }
  return cells > 1;
}
