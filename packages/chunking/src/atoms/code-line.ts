import { isBlank, isLetter, wordAt } from "../characters.ts";

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Words that go on with, or end, the block before them, in languages that close blocks with words. */
const continuingWords = words("else elif elsif elseif except catch finally rescue ensure end fi done esac then endif");
const LONGEST_CONTINUING_WORD = 7;
/** What may follow `#` without making the line a comment: directives of the C preprocessor and of C#. */
const directives = words(
  "include define undef if ifdef ifndef elif else endif pragma error warning line region endregion import using",
);
const LONGEST_DIRECTIVE = 9;
/** A line of this many characters is no comment worth keeping with what follows it, but data. */
const LONGEST_ATTRIBUTE = 300;

/** Whether the line goes on with the block above it: it closes a bracket, opens one alone, or begins with a word like `else`. */
export function continuesBlock(input: string, first: number, end: number): boolean {
  const unit = input.charCodeAt(first);
  // } ) ]
  if (unit === 0x7d || unit === 0x29 || unit === 0x5d) return true;
  // A lone { on the line after a signature.
  if (unit === 0x7b) return onlyBlanks(input, first + 1, end);
  if (!isLetter(unit)) return false;
  return continuingWords.has(wordAt(input, first, end, LONGEST_CONTINUING_WORD));
}

/** Whether the line is a comment of its own, one of a block comment excepted. */
export function isLineComment(input: string, first: number, end: number): boolean {
  const unit = input.charCodeAt(first);
  const next = first + 1 < end ? input.charCodeAt(first + 1) : 0x20;
  // //, --, ;; and %%
  if (unit === 0x2f || unit === 0x2d || unit === 0x3b || unit === 0x25) return next === unit;
  if (unit !== 0x23) return false;
  // Rust's #[attribute] is not one, but is treated alike elsewhere.
  if (next === 0x5b) return false;
  return !directives.has(wordAt(input, first + 1, end, LONGEST_DIRECTIVE));
}

/** Whether the line annotates what follows it: `@decorator`, `#[attribute]`, `[Attribute]`, `template <...>`. */
export function isAnnotation(input: string, first: number, end: number): boolean {
  const unit = input.charCodeAt(first);
  const next = input.charCodeAt(first + 1);
  if (unit === 0x40) return isLetter(next) && wordAt(input, first + 1, end, 9) !== "interface";
  if (unit === 0x23) return next === 0x5b;
  if (unit === 0x5b) return isLetter(next) && end - first < LONGEST_ATTRIBUTE && lastUnit(input, first, end) === 0x5d;
  return unit === 0x74 && wordAt(input, first, end, 8) === "template";
}

function lastUnit(input: string, start: number, end: number): number {
  let position = end;
  while (position > start && isBlank(input.charCodeAt(position - 1))) position -= 1;
  return input.charCodeAt(position - 1);
}

function onlyBlanks(input: string, start: number, end: number): boolean {
  for (let position = start; position < end; position += 1) {
    if (!isBlank(input.charCodeAt(position))) return false;
  }
  return true;
}
