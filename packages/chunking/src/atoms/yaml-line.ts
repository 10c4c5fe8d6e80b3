import { isBlank } from "../characters.ts";

const COLON = 0x3a;
const HASH = 0x23;
const DASH = 0x2d;
const BACKSLASH = 0x5c;
const LONGEST_KEY = 200;

/** What a line of YAML has after its list marks. */
export interface YamlEntry {
  readonly key: string;
  /** What follows the key on the line, without a comment; "" when the value is below. */
  readonly value: string;
}

/** Whether a list item begins at `first`: a dash and a space, or a dash alone. */
export function isYamlItem(input: string, first: number, end: number): boolean {
  return input.charCodeAt(first) === DASH && (first + 1 === end || isBlank(input.charCodeAt(first + 1)));
}

/** The key that begins at `start`, with what follows it; undefined when there is none or it is too long to be one. */
export function yamlEntryAt(input: string, start: number, end: number): YamlEntry | undefined {
  const limit = Math.min(end, start + LONGEST_KEY);
  const quote = input.charCodeAt(start);
  const quoted = quote === 0x22 || quote === 0x27;
  let stop = quoted ? start + 1 : start;
  for (; stop < limit; stop += 1) {
    const unit = input.charCodeAt(stop);
    if (quoted && unit === BACKSLASH) stop += 1;
    else if (quoted ? unit === quote : unit === COLON && endsWord(input, stop + 1, end)) break;
    else if (!quoted && unit === HASH && isBlank(input.charCodeAt(stop - 1))) return undefined;
  }
  if (stop >= limit) return undefined;
  const key = input.slice(quoted ? start + 1 : start, stop).trim();
  if (quoted) stop += 1;
  while (stop < limit && isBlank(input.charCodeAt(stop))) stop += 1;
  if (key === "" || input.charCodeAt(stop) !== COLON || !endsWord(input, stop + 1, end)) return undefined;
  return { key, value: input.slice(stop + 1, Math.min(end, stop + 1 + LONGEST_KEY)).trim() };
}

/** Whether the value is below the line: there is none but a tag or an anchor, a comment, or the mark of a block of text. */
export function hasValueBelow(value: string): boolean {
  return value === "" || /^(?:[!&]\S*(?:\s+|$))*(?:[|>][-+0-9]*\s*)?(?:#.*)?$/.test(value);
}

/** Whether the line ends with the mark of a block of text, which goes on for as long as lines are deeper. */
export function opensBlockText(value: string): boolean {
  return /^(?:[!&]\S*\s+)*[|>][-+0-9]*\s*(?:#.*)?$/.test(value);
}

function endsWord(input: string, position: number, end: number): boolean {
  return position >= end || isBlank(input.charCodeAt(position));
}
