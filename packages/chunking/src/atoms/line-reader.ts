import { isBlank, isTerminator } from "../characters.ts";

/** Walks over the lines of an input; `next` moves to the next one and says whether there was one. */
export interface LineReader {
  next(): boolean;
  /** Moves back before the line that begins at `start` and has this number. */
  seek(start: number, number: number): void;
  /** The line's first code unit. */
  start: number;
  /** The line's end, its terminator excluded. */
  contentEnd: number;
  /** The line's end, its terminator included. */
  end: number;
  /** The line's number, from 1. */
  number: number;
}

/** The next place where a character is, remembered until it is passed: one that is not there is searched for once. */
interface Finder {
  readonly character: string;
  /** Where the last search began, and what it found: the input's length for nothing. */
  from: number;
  found: number;
}

/** Makes a reader that stands before the first line. `\n`, `\r\n` and `\r` end a line; the last one may have no end. */
export function createLineReader(input: string): LineReader {
  const length = input.length;
  const lineFeeds: Finder = { character: "\n", from: 0, found: -1 };
  const carriageReturns: Finder = { character: "\r", from: 0, found: -1 };

  const find = (finder: Finder, start: number): number => {
    if (finder.found >= start && finder.from <= start) return finder.found;
    const found = input.indexOf(finder.character, start);
    finder.from = start;
    finder.found = found < 0 ? length : found;
    return finder.found;
  };

  const reader: LineReader = {
    start: 0,
    contentEnd: 0,
    end: 0,
    number: 0,
    seek(start, number) {
      reader.end = start;
      reader.number = number - 1;
    },
    next() {
      const start = reader.end;
      if (start >= length) return false;
      const lineFeed = find(lineFeeds, start);
      const carriageReturn = find(carriageReturns, start);
      const contentEnd = Math.min(lineFeed, carriageReturn);
      reader.start = start;
      reader.contentEnd = contentEnd;
      reader.end = Math.min(length, contentEnd + (carriageReturn + 1 === lineFeed && lineFeed < length ? 2 : 1));
      reader.number += 1;
      return true;
    },
  };
  return reader;
}

/** The line of the input's end: one more than the last line's number when that line is terminated. */
export function lineAtEnd(input: string, reader: LineReader): number {
  return isTerminator(input.charCodeAt(input.length - 1)) ? reader.number + 1 : reader.number;
}

/** Where a line's first character that is no white space stands; `contentEnd` for a blank line. */
export function firstWord(input: string, line: LineReader): number {
  let position = line.start;
  while (position < line.contentEnd && isBlank(input.charCodeAt(position))) position += 1;
  return position;
}

/** The width of white space in columns, a tab being four. */
export function columnsBetween(input: string, start: number, end: number): number {
  let columns = end - start;
  for (let position = start; position < end; position += 1) {
    if (input.charCodeAt(position) === 0x09) columns += 3;
  }
  return columns;
}
