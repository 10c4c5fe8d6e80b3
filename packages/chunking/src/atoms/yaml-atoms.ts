import { isBlank } from "../characters.ts";
import type { Limits } from "../options.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, seal, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { createKeyTrail } from "./key-trail.ts";
import { columnsBetween, createLineReader, firstWord, lineAtEnd } from "./line-reader.ts";
import { RANK } from "./ranks.ts";
import { hasValueBelow, isYamlItem, opensBlockText, type YamlEntry, yamlEntryAt } from "./yaml-line.ts";

/** Deeper indentation than this is not told apart, and keys deeper than the other are not named. */
const MOST_COLUMNS = 60;
const MOST_NAMED_COLUMNS = 24;
/** Lists in lists on one line: `- - - a`. */
const MOST_MARKS = 8;
const NO_BLOCK_TEXT = -1;
const NO_COMMENT = -1;
const HASH = 0x23;

/** What a list item is known by, when it is what the item begins with. */
const namingKeys = new Set(["name", "id", "key", "title"]);

/**
 * Cuts YAML into atoms, which are lines: documents first, then keys and list items, the less indented the better. Comments
 * stay with what follows; blocks of text (`|`, `>`) are opaque. Keys name what is below them, and so does the `name` a list
 * item begins with.
 */
export function yamlAtoms(input: string, meter: TokenMeter, limits: Limits): AtomTable {
  const table = takeAtomTable();
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);
  const trail = createKeyTrail(table);

  let introduces = false;
  // The first of the comments that introduce the next entry: its name holds for them too.
  let introduction = NO_COMMENT;
  let afterBlank = false;
  // The column of the key or item whose block of text is open.
  let textColumn = NO_BLOCK_TEXT;

  while (line.next()) {
    const tokens = meter.measureLines(line.start, line.end);
    const first = firstWord(input, line);
    const end = line.contentEnd;
    if (first === end) {
      writer.single(line, tokens, RANK.BLANK);
      afterBlank = true;
      continue;
    }
    const columns = columnsBetween(input, line.start, first);
    const inText = textColumn !== NO_BLOCK_TEXT && columns > textColumn;
    if (inText) {
      writer.single(line, tokens, afterBlank ? RANK.OPAQUE_AFTER_BLANK : RANK.OPAQUE_LINE);
      afterBlank = false;
      continue;
    }
    textColumn = NO_BLOCK_TEXT;
    const atom = table.count;
    const stays = atom === 0 || (introduces && !afterBlank);
    const isComment = input.charCodeAt(first) === HASH;
    const isMark = columns === 0 && isDocumentMark(first, end);
    const isItem = !isMark && isYamlItem(input, first, end);
    const nesting = isMark ? 0 : 2 + Math.min(columns, MOST_COLUMNS) * 2 + (isItem ? 1 : 0);
    writer.single(line, tokens, stays ? RANK.GLUE : nesting);
    const introduced = introduction !== NO_COMMENT && !afterBlank ? introduction : atom;
    introduces = isComment || isMark;
    introduction = isComment ? introduced : NO_COMMENT;
    afterBlank = false;
    if (isMark) trail.close(atom, 1);
    else if (!isComment && columns <= MOST_NAMED_COLUMNS) readEntry(introduced, first, end, columns, isItem);
  }
  writer.close();
  return seal(table, input.length, lineAtEnd(input, line));

  function readEntry(atom: number, first: number, end: number, columns: number, isItem: boolean): void {
    let position = first;
    let column = columns;
    for (let marks = 0; marks < MOST_MARKS && isYamlItem(input, position, end); marks += 1) {
      position += 1;
      while (position < end && isBlank(input.charCodeAt(position))) position += 1;
      column = columns + (position - first);
    }
    const entry = yamlEntryAt(input, position, end);
    const value = entry === undefined ? input.slice(position, Math.min(end, position + 20)) : entry.value;
    if (opensBlockText(value)) textColumn = entry === undefined ? columns : column;
    const itemName = isItem ? nameOf(entry) : "";
    if (isItem && itemName !== "") trail.open(atom, levelOf(columns, true), itemName);
    else trail.close(atom, levelOf(columns, isItem));
    if (entry !== undefined && hasValueBelow(entry.value)) trail.open(atom, levelOf(column, false), entry.key);
  }

  /** `---` and `%YAML` begin a document. */
  function isDocumentMark(first: number, end: number): boolean {
    return input.startsWith("---", first) && (end === first + 3 || isBlank(input.charCodeAt(first + 3)));
  }
}

/** A list may stand at the column of the key it belongs to: its items are deeper than the key. */
function levelOf(columns: number, isItem: boolean): number {
  return columns * 2 + (isItem ? 2 : 1);
}

function nameOf(entry: YamlEntry | undefined): string {
  if (entry === undefined || !namingKeys.has(entry.key) || hasValueBelow(entry.value)) return "";
  return entry.value.replace(/\s#.*$/, "").replace(/^(["'])(.*)\1$/, "$2");
}
