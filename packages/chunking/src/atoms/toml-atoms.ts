import { isBlank } from "../characters.ts";
import type { Limits } from "../options.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, seal, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { createLineReader, firstWord, lineAtEnd } from "./line-reader.ts";
import { titleOf } from "./markdown-line.ts";
import { RANK } from "./ranks.ts";
import { createTomlScanner } from "./toml-scanner.ts";

/** Tables deeper than this are not told apart by rank. */
const MOST_DEPTH = 4;
const LONGEST_HEADER = 300;
/** The parts of a table's name that are named apart; the last takes the rest. */
const MOST_LEVELS = 8;
const NO_COMMENT = -1;
const HASH = 0x23;
const SEMICOLON = 0x3b;
const OPENING = 0x5b;

/**
 * Cuts TOML, INI and files of keys and values into atoms, which are lines: tables first (`[a]` before `[a.b]`), then keys
 * after blank lines, then keys, then the lines of a value. Comments stay with what follows. Tables name what is in them.
 */
export function tomlAtoms(input: string, meter: TokenMeter, limits: Limits): AtomTable {
  const table = takeAtomTable();
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);
  const scanner = createTomlScanner(input);
  let parts: readonly string[] = [];
  let introduces = false;
  // The first of the comments that introduce the next table: its name holds for them too.
  let introduction = NO_COMMENT;
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
    const opaque = scanner.opaqueEnd > line.start;
    const header = opaque || (scanner.depth > 0 && first > line.start) ? undefined : headerAt(input, first, end);
    if (header !== undefined) scanner.depth = 0;
    const unit = input.charCodeAt(first);
    const isComment = !opaque && (unit === HASH || unit === SEMICOLON);

    let rank: number = RANK.LINE;
    if (opaque) rank = RANK.OPAQUE_LINE;
    else if (scanner.depth > 0) rank = RANK.WRAPPED_LINE + Math.min(scanner.depth, MOST_DEPTH);
    else if (table.count === 0 || (introduces && !afterBlank)) rank = RANK.GLUE;
    else if (header !== undefined) rank = rankOfTable(header);
    else if (afterBlank || isComment) rank = afterBlank ? RANK.PARAGRAPH : RANK.INTRODUCED;
    const atom = table.count;
    writer.single(line, tokens, rank);
    const introduced = introduction !== NO_COMMENT && !afterBlank ? introduction : atom;
    introduces = header !== undefined || isComment;
    introduction = isComment ? introduced : NO_COMMENT;
    afterBlank = false;
    if (header !== undefined) nameTable(introduced, header);
    else if (!isComment) scanner.scan(Math.max(line.start, scanner.opaqueEnd), end);
  }
  writer.close();
  return seal(table, input.length, lineAtEnd(input, line));

  /** Names what the table adds to the name of the one before: `[a.c]` after `[a.b]` is another part of `a`. */
  function nameTable(atom: number, header: readonly string[]): void {
    // A comment before a table begins it.
    if (atom > 0) table.ranks[atom] = rankOfTable(header);
    let shared = 0;
    while (shared < header.length - 1 && header[shared] === parts[shared]) shared += 1;
    for (let level = shared; level < header.length; level += 1) {
      table.headings.push({ atom, level: level + 1, title: titleOf(header[level] ?? "") });
    }
    parts = header;
  }
}

function rankOfTable(header: readonly string[]): number {
  return Math.min(header.length - 1, MOST_DEPTH);
}

/** The parts of the name of the table whose header the line is; undefined for other lines. */
function headerAt(input: string, first: number, end: number): string[] | undefined {
  if (input.charCodeAt(first) !== OPENING || end - first > LONGEST_HEADER) return undefined;
  let stop = end;
  while (stop > first && isBlank(input.charCodeAt(stop - 1))) stop -= 1;
  const match = /^\[\[?([^[\]]+)\]?\]\s*(?:[#;].*)?$/.exec(input.slice(first, stop));
  const name = match?.[1]?.trim();
  if (name === undefined || name === "") return undefined;
  // Dots within quotes divide nothing: [servers."a.b"], [branch "release.1"].
  const parts = name.match(/(?:"[^"]*"|'[^']*'|[^."'])+/g) ?? [name];
  const cleaned = parts.map((part) => part.trim().replace(/^(["'])(.*)\1$/, "$2"));
  return [
    ...cleaned.slice(0, MOST_LEVELS - 1),
    ...(cleaned.length < MOST_LEVELS ? [] : [cleaned.slice(MOST_LEVELS - 1).join(".")]),
  ];
}
