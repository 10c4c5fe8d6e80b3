import { isBlank, isLetter, isLower } from "../characters.ts";

/** What may stand between a sentence's end mark and the space after it. */
const CLOSER = 1;
const END_MARK = 2;
/** The end mark of a script that puts no space after it. */
const WIDE_END_MARK = 3;

const roles = new Uint8Array(0x10000);
for (const character of "\"')]}*_`”’»」』】）") roles[character.charCodeAt(0)] = CLOSER;
for (const character of ".!?…") roles[character.charCodeAt(0)] = END_MARK;
for (const character of "。！？．") roles[character.charCodeAt(0)] = WIDE_END_MARK;

const abbreviations = new Set(
  "mr mrs ms dr prof st vs etc eg ie cf fig no vol approx inc ltd jr sr al ca resp".split(" "),
);
const LONGEST_ABBREVIATION = 6;
const FULL_STOP = 0x2e;
const SPACE = 0x20;

/** How far back from a boundary the end mark is looked for: closing quotes and spaces more than this are no prose. */
const FARTHEST = 8;

/**
 * Whether a sentence ends before `position`, where white space ends and a word begins, or a character follows a wide end
 * mark. Looks at a few characters only; abbreviations and initials are told by their form.
 */
export function endsSentence(input: string, position: number): boolean {
  let before = position - 1;
  // Mostly one space after a letter or comma.
  if (input.charCodeAt(before) === SPACE && isPlain(input.charCodeAt(before - 1))) return false;
  const farthest = Math.max(0, before - FARTHEST);
  while (before > farthest && isBlank(input.charCodeAt(before))) before -= 1;
  const spaced = before < position - 1;
  while (before > farthest && roles[input.charCodeAt(before)] === CLOSER) before -= 1;
  const mark = input.charCodeAt(before);
  const role = roles[mark];
  if (role === WIDE_END_MARK) return roles[input.charCodeAt(position)] !== CLOSER;
  if (role !== END_MARK || !spaced || isLower(input.charCodeAt(position))) return false;
  return mark !== FULL_STOP || !isAbbreviation(input, before);
}

/** Whether a sentence may end right after this character though no space follows. */
export function mayEndUnspaced(unit: number): boolean {
  return unit > 0x7f && (roles[unit] === WIDE_END_MARK || roles[unit] === CLOSER);
}

/** Whether a character neither ends a sentence, nor may stand between one's end and the next, nor is white space. */
function isPlain(unit: number): boolean {
  return unit > SPACE && roles[unit] === 0;
}

function isAbbreviation(input: string, stop: number): boolean {
  let start = stop;
  const farthest = Math.max(0, stop - LONGEST_ABBREVIATION);
  while (start > farthest && isLetter(input.charCodeAt(start - 1))) start -= 1;
  const length = stop - start;
  if (length === 0) return false;
  // "J. Smith", "e.g. This"
  if (length === 1) return start === 0 || !isLetter(input.charCodeAt(start - 1));
  return abbreviations.has(input.slice(start, stop).toLowerCase());
}
