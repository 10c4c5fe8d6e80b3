import type { Range } from "./blank.ts";

/** Code within a line of Markdown, in order: runs of backticks with as many at its end, in one paragraph. */
export function codeSpans(text: string): Range[] {
  if (!text.includes("`")) return [];
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ start: match.index, length: match[0].length }));
  const byLength = new Map<number, number[]>();
  for (const { start, length } of runs) {
    const starts = byLength.get(length) ?? [];
    starts.push(start);
    byLength.set(length, starts);
  }
  // Each list is gone through once, as the runs before are in order.
  const next = new Map<number, number>();
  const ranges: Range[] = [];
  let done = 0;
  let gap = -1;
  for (const { start, length } of runs) {
    if (start < done) continue;
    const starts = byLength.get(length) ?? [];
    let place = next.get(length) ?? 0;
    while (place < starts.length && (starts[place] ?? 0) <= start) place += 1;
    next.set(length, place);
    const end = starts[place];
    if (end === undefined) continue;
    if (gap < start) gap = text.indexOf("\n\n", start);
    if (gap < 0) gap = text.length;
    if (gap < end) continue;
    done = end + length;
    ranges.push({ start, end: done });
  }
  return ranges;
}
