import { isBlank, isIdentifierPart } from "../characters.ts";

const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const STAR = 0x2a;
const HASH = 0x23;
const DASH = 0x2d;
const COLON = 0x3a;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const BACKTICK = 0x60;

const OPENING_PARENTHESIS = 0x28;
/** What stands before a string in an expression. */
const templatePrefixes = new Set([..."=(,:+?[{>|&"].map((character) => character.charCodeAt(0)));

/** How deep the line each open bracket stands on is indented, for the outermost ones. */
const REMEMBERED_BRACKETS = 64;

/** Keeps count of open brackets over the lines of source code in whatever language. */
interface BracketScanner {
  /** How many brackets are open. */
  depth: number;
  /** Where a block comment or triple-quoted string that began on an earlier line ends; at most where the line begins when none is open. */
  opaqueEnd: number;
  /** To be called with a line's indentation before `scan`: brackets opened on deeper lines were left open by mistake. */
  indent(columns: number): void;
  /** Reads `[start, end)` of one line. */
  scan(start: number, end: number): void;
}

/**
 * Makes a scanner. It knows no language: strings and comments are recognised where most languages agree, and what it gets
 * wrong (a bracket in a regular expression) is put right by the indentation of later lines.
 */
export function createBracketScanner(input: string): BracketScanner {
  const columnsOf = new Int32Array(REMEMBERED_BRACKETS);
  let columns = 0;
  // Whether a closing mark may still follow: each is searched for in vain once only.
  const closes = new Map<string, boolean>();

  const closingEnd = (mark: string, from: number): number => {
    if (closes.get(mark) === false) return -1;
    const found = input.indexOf(mark, from);
    if (found < 0) closes.set(mark, false);
    return found < 0 ? -1 : found + mark.length;
  };

  const scanner: BracketScanner = {
    depth: 0,
    opaqueEnd: 0,
    indent(lineColumns) {
      columns = lineColumns;
      while (scanner.depth > 0 && scanner.depth <= REMEMBERED_BRACKETS) {
        if ((columnsOf[scanner.depth - 1] ?? 0) <= columns) break;
        scanner.depth -= 1;
      }
    },
    scan(start, end) {
      // Quotes that are not closed on this line are apostrophes, lifetimes or the like: bits of 1 (') 2 (") 4 (`).
      let unclosed = 0;
      for (let position = start; position < end; position += 1) {
        const unit = input.charCodeAt(position);
        switch (unit) {
          case 0x28:
          case 0x5b:
          case 0x7b:
            if (scanner.depth < REMEMBERED_BRACKETS) columnsOf[scanner.depth] = columns;
            scanner.depth += 1;
            break;
          case 0x29:
          case 0x5d:
          case 0x7d:
            if (scanner.depth > 0) scanner.depth -= 1;
            break;
          case BACKSLASH:
            position += 1;
            break;
          case SINGLE_QUOTE:
          case DOUBLE_QUOTE:
          case BACKTICK: {
            if (unit !== BACKTICK && isTripled(input, position, unit)) {
              const close = closingEnd(unit === DOUBLE_QUOTE ? '"""' : "'''", position + 3);
              if (close > end) {
                scanner.opaqueEnd = close;
                return;
              }
              if (close > 0) position = close - 1;
              break;
            }
            // "don't", and 'a in Rust's <'a> and &'a
            if (unit === SINGLE_QUOTE && opensNoString(input, position, start)) break;
            const bit = unit === SINGLE_QUOTE ? 1 : unit === DOUBLE_QUOTE ? 2 : 4;
            if ((unclosed & bit) !== 0) break;
            const close = stringEnd(input, position + 1, end, unit);
            if (close >= 0) {
              position = close;
              break;
            }
            unclosed |= bit;
            if (unit !== BACKTICK || !opensTemplate(input, position, start)) break;
            const later = closingEnd("`", position + 1);
            if (later > end) {
              scanner.opaqueEnd = later;
              return;
            }
            break;
          }
          case SLASH: {
            const next = input.charCodeAt(position + 1);
            // Not the // of a URL.
            if (next === SLASH && input.charCodeAt(position - 1) !== COLON) return;
            if (next === STAR && (position === start || isBlank(input.charCodeAt(position - 1)))) {
              const close = closingEnd("*/", position + 2);
              if (close > end) {
                scanner.opaqueEnd = close;
                return;
              }
              if (close > 0) position = close - 1;
            }
            break;
          }
          case HASH:
          case DASH: {
            const next = input.charCodeAt(position + 1);
            if (position > start && !isBlank(input.charCodeAt(position - 1))) break;
            if (unit === HASH ? isBlank(next) : next === DASH && isBlank(input.charCodeAt(position + 2))) return;
            break;
          }
          default:
        }
      }
    },
  };
  return scanner;
}

function isTripled(input: string, position: number, unit: number): boolean {
  return input.charCodeAt(position + 1) === unit && input.charCodeAt(position + 2) === unit;
}

function opensNoString(input: string, position: number, start: number): boolean {
  if (position === start) return false;
  const before = input.charCodeAt(position - 1);
  return isIdentifierPart(before) || before === 0x26 || before === 0x3c;
}

/** Whether a backtick begins a string of several lines, as in JavaScript and Go, and is no quasi-quote of a Lisp. */
function opensTemplate(input: string, position: number, start: number): boolean {
  if (input.charCodeAt(position + 1) === OPENING_PARENTHESIS) return false;
  let before = position - 1;
  while (before > start && isBlank(input.charCodeAt(before))) before -= 1;
  if (before < start) return false;
  const unit = input.charCodeAt(before);
  return templatePrefixes.has(unit) || isIdentifierPart(unit);
}

function stringEnd(input: string, from: number, end: number, quote: number): number {
  for (let position = from; position < end; position += 1) {
    const unit = input.charCodeAt(position);
    if (unit === quote) return position;
    if (unit === BACKSLASH) position += 1;
  }
  return -1;
}
