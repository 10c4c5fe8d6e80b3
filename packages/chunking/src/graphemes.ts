import { isTerminator, splitsPair } from "./characters.ts";

// Where user-perceived characters end (Unicode Standard Annex 29), as far as a cut has to know. Intl.Segmenter would know
// the last of the rules too, but takes thousands of times longer to answer for one position.

/** Combining marks, joiners, skin tones and tags, which belong to the character before them. */
const joining = /^(?:\p{M}|\p{Emoji_Modifier}|[\u200C\uFF9E\uFF9F]|\u200D|[\u{E0020}-\u{E007F}])/u;
const pictograph = /^\p{Extended_Pictographic}/u;
/** Signs that join the consonants on both sides in Devanagari, Bengali, Gujarati, Oriya, Telugu and Malayalam. */
const conjoining = new Set([0x94d, 0x9cd, 0xacd, 0xb4d, 0xc4d, 0xd4d]);
const ZERO_WIDTH_JOINER = 0x200d;

/** Ranges of code units that are characters of their own whatever stands on either side, among each other. */
const simpleRanges = [
  [0x0000, 0x02ff],
  [0x0370, 0x0482],
  [0x048a, 0x058f],
  [0x2010, 0x2027],
  [0x3001, 0x3029],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff9d],
] as const;
const simple = new Uint8Array(0x10000);
for (const [first, last] of simpleRanges) simple.fill(1, first, last + 1);

/**
 * Whether a character that follows white space or punctuation stands for itself: false for combining marks and the like,
 * which belong to what precedes them.
 */
export function startsCharacter(input: string, position: number): boolean {
  return simple[input.charCodeAt(position)] === 1 || !joining.test(input.slice(position, position + 2));
}

/**
 * The last boundary between user-perceived characters in `(from, position]`, `from` being one; `position` itself (or
 * one less, inside a surrogate pair) when a single character fills the range.
 */
export function boundaryAtOrBefore(input: string, from: number, position: number): number {
  for (let boundary = position; boundary > from; boundary -= 1) {
    if (!joins(input, from, boundary)) return boundary;
  }
  return splitsPair(input, position) ? position - 1 : position;
}

/** Whether the code units on both sides of `position` belong to one character. */
function joins(input: string, from: number, position: number): boolean {
  const unit = input.charCodeAt(position);
  const before = input.charCodeAt(position - 1);
  if (isTerminator(before)) return before === 0x0d && unit === 0x0a;
  if (simple[unit] === 1 && simple[before] === 1) return false;
  if (splitsPair(input, position)) return true;
  const next = input.slice(position, position + 2);
  if (joining.test(next)) return true;
  if (before === ZERO_WIDTH_JOINER && pictograph.test(next)) return true;
  if (isRegionalIndicator(input, position)) return flagIsOpen(input, from, position);
  if (isHangul(unit) && isHangul(before)) return isLeadingJamo(before) || isTrailingJamo(unit);
  return isConjoined(input, from, position, unit);
}

/** A letter of which two make a flag. */
function isRegionalIndicator(input: string, position: number): boolean {
  const low = input.charCodeAt(position + 1);
  return input.charCodeAt(position) === 0xd83c && low >= 0xdde6 && low <= 0xddff;
}

/** Whether an odd number of regional indicators stands before `position`: the next one is the second of a flag. */
function flagIsOpen(input: string, from: number, position: number): boolean {
  let start = position;
  while (start - 2 >= from && isRegionalIndicator(input, start - 2)) start -= 2;
  return ((position - start) >> 1) % 2 === 1;
}

function isHangul(unit: number): boolean {
  return (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0xa960 && unit <= 0xa97c) || (unit >= 0xac00 && unit <= 0xd7fb);
}

function isLeadingJamo(unit: number): boolean {
  return (unit >= 0x1100 && unit <= 0x115f) || (unit >= 0xa960 && unit <= 0xa97c);
}

function isTrailingJamo(unit: number): boolean {
  return (unit >= 0x1160 && unit <= 0x11ff) || unit >= 0xd7b0;
}

function isConjoined(input: string, from: number, position: number, unit: number): boolean {
  if (unit < 0x900 || unit > 0xd7f) return false;
  let before = position - 1;
  while (before > from && input.charCodeAt(before) === ZERO_WIDTH_JOINER) before -= 1;
  return conjoining.has(input.charCodeAt(before));
}
