import { isBlank } from "../characters.ts";

const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const STAR = 0x2a;
const COMMA = 0x2c;

/** Reads JSON in all its dialects, line by line or piece by piece, without recursion. */
interface JsonScanner {
  /** How many objects and arrays are open; never below 0. */
  depth: number;
  /** A block comment is open. */
  inComment: boolean;
  /** The last character that was neither white space nor comment; 0 at the start. */
  last: number;
  /** Reads from `start` to `end`, or to behind the first comma or opening bracket when told; says where it stopped. */
  scan(start: number, end: number, toBreak: boolean): number;
}

/** Makes a scanner that stands before the input. */
export function createJsonScanner(input: string): JsonScanner {
  // The quote of a string that goes on after an escaped line end, as JSON5 allows.
  let openQuote = 0;

  const scanner: JsonScanner = {
    depth: 0,
    inComment: false,
    last: 0,
    scan(start, end, toBreak) {
      let position = start;
      if (openQuote !== 0) position = readString(position, end);
      for (; position < end; position += 1) {
        const unit = input.charCodeAt(position);
        if (scanner.inComment) {
          if (unit !== STAR || input.charCodeAt(position + 1) !== SLASH) continue;
          scanner.inComment = false;
          position += 1;
          continue;
        }
        if (isBlank(unit)) continue;
        if (unit === SLASH) {
          const next = input.charCodeAt(position + 1);
          if (next === SLASH) return end;
          scanner.inComment = next === STAR;
          if (scanner.inComment) position += 1;
          continue;
        }
        scanner.last = unit;
        switch (unit) {
          case 0x22:
          case 0x27:
            openQuote = unit;
            position = readString(position + 1, end) - 1;
            break;
          case 0x5b:
          case 0x7b:
            scanner.depth += 1;
            if (toBreak) return position + 1;
            break;
          case 0x5d:
          case 0x7d:
            if (scanner.depth > 0) scanner.depth -= 1;
            break;
          case COMMA:
            if (toBreak) return position + 1;
            break;
          default:
        }
      }
      return end;
    },
  };
  return scanner;

  /** Where the string that is open ends; it stays open only when the line's end is escaped. */
  function readString(from: number, end: number): number {
    for (let position = from; position < end; position += 1) {
      const unit = input.charCodeAt(position);
      if (unit === openQuote) {
        openQuote = 0;
        return position + 1;
      }
      if (unit === BACKSLASH) {
        position += 1;
        if (position === end) return end;
      }
    }
    openQuote = 0;
    return end;
  }
}
