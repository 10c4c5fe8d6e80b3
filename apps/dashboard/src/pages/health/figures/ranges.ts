/** How far back the page looks, and how long each step of its charts is. Both in hours. */
export interface Range {
  readonly hours: number;
  readonly step: number;
  readonly name: string;
  /** As in "in the last 24 hours". */
  readonly words: string;
}

const day: Range = { hours: 24, step: 1, name: "24 hours", words: "in the last 24 hours" };

/** What can be chosen; a step's length divides a day. */
export const ranges: readonly Range[] = [
  day,
  { hours: 168, step: 6, name: "7 days", words: "in the last 7 days" },
  { hours: 720, step: 24, name: "30 days", words: "in the last 30 days" },
];

/** The range an address asks for: the last day unless it names another. */
export function rangeOf(hours: string | undefined): Range {
  return ranges.find((range) => String(range.hours) === hours) ?? day;
}
