import { isBlank, isIdentifierPart } from "../characters.ts";

/** A word or a single other character of a line of code. */
export interface LineToken {
  readonly text: string;
  readonly isWord: boolean;
  /** No white space stands before it. */
  readonly adjoins: boolean;
}

const SLASH = 0x2f;

/** The words and marks of `[start, end)`, up to a `//` comment. */
export function lineTokens(input: string, start: number, end: number): LineToken[] {
  const tokens: LineToken[] = [];
  let adjoins = false;
  for (let position = start; position < end; ) {
    const unit = input.charCodeAt(position);
    if (isBlank(unit)) {
      adjoins = false;
      position += 1;
      continue;
    }
    if (unit === SLASH && input.charCodeAt(position + 1) === SLASH) break;
    const from = position;
    while (position < end && isIdentifierPart(input.charCodeAt(position))) position += 1;
    const isWord = position > from;
    if (!isWord) position += 1;
    tokens.push({ text: input.slice(from, position), isWord, adjoins });
    adjoins = true;
  }
  return tokens;
}
