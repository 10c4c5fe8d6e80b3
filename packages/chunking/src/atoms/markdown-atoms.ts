import { isLetter } from "../characters.ts";
import type { Limits } from "../options.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, type HeadedRows, rankOf, seal, startOf, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { columnsBetween, createLineReader, firstWord, lineAtEnd } from "./line-reader.ts";
import {
  atxTitle,
  closesFence,
  fenceLength,
  frontMatterEnd,
  headingLevel,
  isListItem,
  isTableRule,
  isThematicBreak,
  titleOf,
  underlineLevel,
} from "./markdown-line.ts";
import { createMessages } from "./messages.ts";
import { RANK } from "./ranks.ts";
import { endsSentence } from "./sentences.ts";

/** What the last line that was not blank belongs to. */
type Block = "nothing" | "paragraph" | "list" | "table" | "heading" | "other";

const PIPE = 0x7c;
const LESS_THAN = 0x3c;
/** Further indented than this, in columns, `#` and the like are text of an indented block. */
const DEEPEST_MARK = 3;
const DEEPEST_ITEM = 7;

/**
 * Cuts Markdown into atoms: headings first, then blocks, then items, lines and sentences. Fences, front matter and HTML
 * comments are opaque: nothing in them is read as a heading or a list. In a conversation the headings that name an author
 * and a day begin messages, and those within a message are weaker.
 */
export function markdownAtoms(input: string, meter: TokenMeter, limits: Limits, isConversation: boolean): AtomTable {
  const table = takeAtomTable();
  const messages = isConversation ? createMessages(table) : undefined;
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);

  // The current line: its first character that is no white space, the end of its content, and how far it is indented.
  let first = 0;
  let end = 0;
  let tokens = 0;
  let columns = 0;
  let mayMark = true;
  let afterBlank = true;

  let block: Block = "nothing";
  let opaqueEnd = frontMatterEnd(input);
  let inFrontMatter = opaqueEnd > 0;
  let commentsClose = true;
  let fenceUnit = 0;
  let fenceSize = 0;
  let fenceOpened = false;
  let paragraph = 0;
  let tableRows = 0;
  let tableStart = 0;
  let rowsOfTable: HeadedRows | undefined;
  let lastLevel = 0;

  while (line.next()) {
    first = firstWord(input, line);
    end = line.contentEnd;
    if (first === end) {
      writer.single(line, meter.measureBlankLine(line.start, line.end), RANK.BLANK);
      afterBlank = true;
      continue;
    }
    tokens = meter.measureLines(line.start, line.end);
    columns = first === line.start ? 0 : columnsBetween(input, line.start, first);
    mayMark = columns <= DEEPEST_MARK;
    readOpaque() ||
      readFence() ||
      // Everything else begins with a mark or a digit.
      (isLetter(input.charCodeAt(first)) && readText()) ||
      readHeading() ||
      readUnderline() ||
      readThematicBreak() ||
      openFence() ||
      readItem() ||
      readRow() ||
      openComment() ||
      readText();
    afterBlank = false;
  }
  writer.close();
  return seal(table, input.length, lineAtEnd(input, line));

  function readOpaque(): boolean {
    if (line.start < opaqueEnd) {
      writer.single(line, tokens, afterBlank ? RANK.FENCE_AFTER_BLANK : RANK.FENCE_LINE);
      return true;
    }
    if (inFrontMatter || block === "nothing") table.firstContent = table.count;
    if (inFrontMatter) block = "other";
    inFrontMatter = false;
    return false;
  }

  function readFence(): boolean {
    if (fenceSize === 0) return false;
    const closes = closesFence(input, first, end, fenceUnit, fenceSize);
    let rank: number = afterBlank ? RANK.FENCE_AFTER_BLANK : RANK.FENCE_LINE;
    if (closes || fenceOpened) rank = RANK.GLUE;
    else if (afterBlank && first === line.start) rank = RANK.FENCE_BLOCK;
    writer.single(line, tokens, rank);
    fenceOpened = false;
    if (closes) fenceSize = 0;
    return true;
  }

  function readHeading(): boolean {
    const marks = mayMark ? headingLevel(input, first, end) : 0;
    if (marks === 0) return false;
    const title = atxTitle(input, first, end, marks);
    const { level, rank } = messages?.place(marks, title, block === "heading") ?? { level: marks, rank: marks - 1 };
    // A heading right below a higher one stays with it.
    const stays = block === "nothing" || (block === "heading" && level > lastLevel);
    writer.single(line, tokens, stays ? RANK.GLUE : rank);
    table.headings.push({ atom: atomAt(table, line.start), level, title });
    block = "heading";
    lastLevel = level;
    return true;
  }

  function readUnderline(): boolean {
    const marks = mayMark && block === "paragraph" && !afterBlank ? underlineLevel(input, first, end) : 0;
    if (marks === 0) return false;
    const title = titleOf(input.slice(startOf(table, paragraph), line.start));
    const { level, rank } = messages?.place(marks, title, false) ?? { level: marks, rank: marks - 1 };
    if (rankOf(table, paragraph) !== RANK.GLUE || level <= lastLevel) table.ranks[paragraph] = rank;
    table.headings.push({ atom: paragraph, level, title });
    writer.single(line, tokens, RANK.GLUE);
    block = "heading";
    lastLevel = level;
    return true;
  }

  function readThematicBreak(): boolean {
    if (!mayMark || !isThematicBreak(input, first, end)) return false;
    writer.single(line, tokens, block === "nothing" ? RANK.GLUE : RANK.THEMATIC_BREAK);
    block = "other";
    return true;
  }

  function openFence(): boolean {
    fenceSize = mayMark || block === "list" ? fenceLength(input, first, end) : 0;
    if (fenceSize === 0) return false;
    fenceUnit = input.charCodeAt(first);
    fenceOpened = true;
    const inItem = block === "list" && columns > 0;
    writer.single(line, tokens, inItem ? RANK.WITHIN_ITEM : standingRank());
    if (!inItem) block = "other";
    return true;
  }

  function readItem(): boolean {
    if (!(mayMark || block === "list") || !isListItem(input, first, end)) return false;
    const nested = RANK.ITEM + Math.min(columns >> 1, DEEPEST_ITEM);
    writer.prose(line, tokens, block === "list" ? nested : standingRank());
    block = "list";
    return true;
  }

  function readRow(): boolean {
    if (input.charCodeAt(first) !== PIPE) return false;
    tableRows = block === "table" && !afterBlank ? tableRows + 1 : 1;
    if (tableRows === 1) {
      tableStart = line.start;
      rowsOfTable = undefined;
    }
    const isRule = tableRows === 2 && isTableRule(input, first, end);
    // The header, the line under it and the first row stay together.
    const rank = tableRows === 1 ? standingRank() : tableRows <= 3 ? RANK.GLUE : RANK.LINE;
    writer.single(line, tokens, rank);
    if (isRule) {
      rowsOfTable = { start: tableStart, end: line.end, first: table.count, last: table.count };
      table.rows.push(rowsOfTable);
    } else if (rowsOfTable !== undefined) {
      rowsOfTable.last = table.count;
    }
    block = "table";
    return true;
  }

  function openComment(): boolean {
    if (!commentsClose || input.charCodeAt(first) !== LESS_THAN || !input.startsWith("<!--", first)) return false;
    const close = input.indexOf("-->", first + 4);
    commentsClose = close >= 0;
    if (close < end) return false;
    opaqueEnd = close;
    writer.single(line, tokens, standingRank());
    block = "other";
    return true;
  }

  function readText(): boolean {
    const wrapped = endsSentence(input, first) ? RANK.SENTENCE : RANK.WRAPPED_LINE;
    if (block === "list" && (!afterBlank || columns > 1)) {
      writer.prose(line, tokens, afterBlank ? RANK.WITHIN_ITEM : wrapped);
    } else if (block === "paragraph" && !afterBlank) {
      writer.prose(line, tokens, wrapped);
    } else {
      writer.prose(line, tokens, standingRank());
      paragraph = table.count - 1;
      block = "paragraph";
    }
    return true;
  }

  /** How strong the boundary before a block is. */
  function standingRank(): number {
    if (block === "nothing" || block === "heading") return RANK.GLUE;
    return afterBlank ? RANK.PARAGRAPH : RANK.INTRODUCED;
  }
}

/** The atom that begins at `start`, searched from the end: a heading too large for one atom begins with the first of several. */
function atomAt(table: AtomTable, start: number): number {
  let atom = table.count - 1;
  while (startOf(table, atom) > start) atom -= 1;
  return atom;
}
