/** A range of a text in UTF-16 code units, its end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The text with some ranges, in order, replaced by as many spaces: everything else stays where it is. */
export function blank(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of ranges) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts.push(text.slice(done, from), " ".repeat(end - from));
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join("");
}
