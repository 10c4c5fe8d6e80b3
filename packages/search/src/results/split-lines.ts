/** A range of a text, in UTF-16 code units, end excluded. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** The lines of a text without their breaks (`\n`, `\r\n`, `\r`); a break at the very end starts no further line. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  if (start < text.length || lines.length === 0) lines.push({ start, end: text.length });
  return lines;
}
