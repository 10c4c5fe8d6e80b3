/** The part of time that is shown, in milliseconds since 1970. */
export interface TimeAxis {
  readonly from: number;
  readonly to: number;
}

/** A line on the axis: how far along it is, from 0 to 1, and how long after the beginning, in milliseconds. */
export interface Tick {
  readonly at: number;
  readonly milliseconds: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances that people count in. */
const distances = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 90].map((count) => count * DAY),
];

/** How far along the axis a time is, from 0 to 1; what is beyond it is at its end. */
export function positionOf(time: number, { from, to }: TimeAxis): number {
  return Math.min(1, Math.max(0, (time - from) / Math.max(1, to - from)));
}

/** Lines at round distances from the beginning, at most `most` of them, the beginning included. */
export function ticksOf({ from, to }: TimeAxis, most: number): Tick[] {
  const length = Math.max(1, to - from);
  const distance = distances.find((one) => length / one < most) ?? length;
  return Array.from({ length: Math.floor(length / distance) + 1 }, (_, index) => ({
    at: (index * distance) / length,
    milliseconds: index * distance,
  }));
}

const units = [
  [DAY, "d"],
  [HOUR, "h"],
  [MINUTE, "min"],
  [SECOND, "s"],
] as const;

/** `250 ms`, `1.5 s`, `90 s`, `2 min`: a distance on the axis, in the largest unit that it is a whole number of. */
export function tickWords(milliseconds: number): string {
  if (milliseconds === 0) return "0";
  const [size, unit] = units.find(([one]) => milliseconds % one === 0) ?? [SECOND, "s"];
  return milliseconds < SECOND ? `${milliseconds} ms` : `${Math.round((milliseconds / size) * 100) / 100} ${unit}`;
}
