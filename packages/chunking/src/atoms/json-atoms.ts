import { isBlank, isIdentifierPart } from "../characters.ts";
import { startsCharacter } from "../graphemes.ts";
import type { Limits } from "../options.ts";
import { rowAfter, stepUnit, tokensBegun } from "../tokens/automaton.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, seal, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { createJsonScanner } from "./json-scanner.ts";
import { createKeyTrail } from "./key-trail.ts";
import { createLineReader, firstWord, lineAtEnd } from "./line-reader.ts";
import { RANK } from "./ranks.ts";

/** Deeper nesting than this is not told apart. */
const MOST_DEPTH = 60;
/** Keys deeper than this are not named: names are repeated with every chunk below them. */
const MOST_LEVELS = 12;
const LONGEST_KEY = 200;

/** Stands for the last character of a line that has nothing but comments. */
const NOTHING = -1;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Cuts JSON, JSON with comments, JSON5 and JSON Lines into atoms: lines, and where one is long, its members and items. The
 * boundary before one is the stronger the less it is nested; closing brackets stay with what precedes them, comments with
 * what follows. Keys whose value goes on after the atom name what is below them.
 */
export function jsonAtoms(input: string, meter: TokenMeter, limits: Limits): AtomTable {
  const table = takeAtomTable();
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);
  const scanner = createJsonScanner(input);
  const trail = createKeyTrail(table);
  let introduces = false;
  // The first of the comments that introduce the next member: its name holds for them too.
  let introduction = 0;

  while (line.next()) {
    const tokens = meter.measureLines(line.start, line.end);
    const first = firstWord(input, line);
    const end = line.contentEnd;
    if (first === end) {
      writer.single(line, tokens, RANK.BLANK);
      introduces = false;
      scanner.scan(first, end, false);
      continue;
    }
    if (startsAnew(line.start)) scanner.depth = 0;
    if (tokens > limits.spanTokens && !scanner.inComment) {
      appendPieces(first);
      introduces = false;
      continue;
    }
    const rank = rankAt(first);
    const atom = table.count;
    const { depth, last } = scanner;
    writer.single(line, tokens, rank);
    scanner.last = NOTHING;
    scanner.scan(line.start, end, false);
    const isComment = scanner.last === NOTHING;
    if (isComment) scanner.last = last;
    else nameAtom(introduces ? introduction : atom, first, depth);
    if (isComment && !introduces && rank !== RANK.OPAQUE_LINE) introduction = atom;
    introduces = isComment && !scanner.inComment;
  }
  writer.close();
  return seal(table, input.length, lineAtEnd(input, line));

  /** An unindented opening bracket that continues nothing begins a new record, whatever the last one left open. */
  function startsAnew(start: number): boolean {
    if (scanner.depth === 0 || scanner.inComment) return false;
    const unit = input.charCodeAt(start);
    if (unit !== 0x7b && unit !== 0x5b) return false;
    return scanner.last === 0x7d || scanner.last === 0x5d;
  }

  function rankAt(position: number): number {
    if (scanner.inComment) return RANK.OPAQUE_LINE;
    const unit = input.charCodeAt(position);
    if (introduces || table.count === 0 || unit === 0x7d || unit === 0x5d) return RANK.GLUE;
    // Rather between two members than between the bracket and the first one.
    const isFirst = scanner.last === 0x7b || scanner.last === 0x5b || scanner.last === COLON;
    return Math.min(scanner.depth, MOST_DEPTH) * 2 + (isFirst ? 1 : 0);
  }

  function nameAtom(atom: number, first: number, depth: number): void {
    const unit = input.charCodeAt(first);
    if (unit === 0x7d || unit === 0x5d || depth >= MOST_LEVELS) return;
    const key = scanner.depth > depth ? keyAt(input, first) : "";
    if (key !== "") trail.open(atom, depth + 1, key);
    else trail.close(atom, depth + 1);
  }

  /** Adds a long line by its members and items; one that is itself too large is cut like any text. */
  function appendPieces(firstOfLine: number): void {
    table.inexact = true;
    let first = firstOfLine;
    for (let start = line.start; start < line.end; ) {
      const rank = rankAt(first);
      const { depth } = scanner;
      const atom = table.count;
      const stop = pieceEnd(start);
      const tokens = countUnits(input, start, stop, limits.spanTokens);
      writer.single({ start, end: stop, number: line.number }, tokens, rank);
      nameAtom(atom, first, depth);
      start = stop;
      first = stop;
    }
  }

  /** Where the next member or item begins, at the start of a character that is no white space; else the line's end. */
  function pieceEnd(start: number): number {
    let position = start;
    while (position < line.contentEnd) {
      position = scanner.scan(position, line.contentEnd, true);
      while (position < line.contentEnd && isBlank(input.charCodeAt(position))) position += 1;
      if (position < line.contentEnd && startsCharacter(input, position)) return position;
    }
    return line.end;
  }
}

/** The tokens of `[start, end)`; stops counting above `most`. */
function countUnits(input: string, start: number, end: number, most: number): number {
  let tokens = 0;
  let row = 0;
  for (let position = start; position < end && tokens <= most; position += 1) {
    const step = stepUnit(row, input.charCodeAt(position));
    tokens += tokensBegun(step);
    row = rowAfter(step);
  }
  return tokens;
}

/** The key of the member that begins at `start`, or "" when there is none or it is too long to be one. */
function keyAt(input: string, start: number): string {
  const quote = input.charCodeAt(start);
  const limit = Math.min(input.length, start + LONGEST_KEY);
  const quoted = quote === 0x22 || quote === 0x27;
  let stop = quoted ? start + 1 : start;
  while (stop < limit) {
    const unit = input.charCodeAt(stop);
    if (quoted ? unit === quote : !isIdentifierPart(unit)) break;
    stop += quoted && unit === BACKSLASH ? 2 : 1;
  }
  if (stop >= limit) return "";
  const key = input.slice(quoted ? start + 1 : start, stop);
  if (quoted) stop += 1;
  while (stop < limit && isBlank(input.charCodeAt(stop))) stop += 1;
  return input.charCodeAt(stop) === COLON ? key : "";
}
