import { isBlank } from "../characters.ts";

const EQUALS = 0x3d;
const HASH = 0x23;
const BACKSLASH = 0x5c;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/** Follows the values of TOML that go on over several lines: arrays and long strings. */
interface TomlScanner {
  /** How many brackets of a value are open. */
  depth: number;
  /** Where a string of several lines ends; at most where the line begins when none is open. */
  readonly opaqueEnd: number;
  /** Reads a line of keys and values, or what is left of it after a string. */
  scan(start: number, end: number): void;
}

/** Makes a scanner that stands before the input. */
export function createTomlScanner(input: string): TomlScanner {
  let opaqueEnd = 0;
  // Whether a closing mark may still follow: each is searched for in vain once only.
  const closes = new Map<string, boolean>();

  const closingEnd = (mark: string, from: number): number => {
    if (closes.get(mark) === false) return -1;
    const found = input.indexOf(mark, from);
    closes.set(mark, found >= 0);
    return found < 0 ? -1 : found + mark.length;
  };

  const scanner = {
    depth: 0,
    get opaqueEnd() {
      return opaqueEnd;
    },
    scan(start: number, end: number): void {
      let position = scanner.depth > 0 ? start : valueStart(input, start, end);
      const opening = input.charCodeAt(position);
      // Only values that begin with a bracket go on over lines: in `path = [drafts` of an INI file nothing is open.
      let unclosed = 0;
      const mayNest = scanner.depth > 0 || opening === 0x5b || opening === 0x7b;
      for (; position < end; position += 1) {
        const unit = input.charCodeAt(position);
        if (unit === HASH) return;
        if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) {
          const mark = unit === DOUBLE_QUOTE ? '"""' : "'''";
          if (input.startsWith(mark, position)) {
            const close = closingEnd(mark, position + 3);
            if (close > end) {
              opaqueEnd = close;
              return;
            }
            position = close > 0 ? close - 1 : position + 2;
          } else if (unclosed !== unit) {
            const close = stringEnd(input, position, end, unit);
            if (close < 0) unclosed = unit;
            else position = close;
          }
        } else if (mayNest && (unit === 0x5b || unit === 0x7b)) {
          scanner.depth += 1;
        } else if (scanner.depth > 0 && (unit === 0x5d || unit === 0x7d)) {
          scanner.depth -= 1;
        }
      }
    },
  };
  return scanner;
}

function valueStart(input: string, start: number, end: number): number {
  let position = start;
  while (position < end && input.charCodeAt(position) !== EQUALS) position += 1;
  position += 1;
  while (position < end && isBlank(input.charCodeAt(position))) position += 1;
  return Math.min(position, end);
}

/** Where the string that begins at `start` closes on its line; -1 for a lone quote, such as an apostrophe. */
function stringEnd(input: string, start: number, end: number, quote: number): number {
  for (let position = start + 1; position < end; position += 1) {
    const unit = input.charCodeAt(position);
    if (unit === quote) return position;
    if (unit === BACKSLASH && quote === DOUBLE_QUOTE) position += 1;
  }
  return -1;
}
