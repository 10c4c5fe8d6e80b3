import type { VirtualClock } from "../virtual-clock.ts";

/** What happened when: entries of milliseconds since the timeline was made, and a label. */
export interface Timeline {
  note(label: unknown): void;
  /** Everything noted, in order. */
  entries(): readonly (readonly [ms: number, label: unknown])[];
  /** The instants at which a label was noted, or all of them. */
  times(label?: unknown): readonly number[];
}

/** Makes an empty timeline that starts at the clock's present instant. */
export function createTimeline(clock: VirtualClock): Timeline {
  const startedAt = clock.now();
  const entries: (readonly [number, unknown])[] = [];
  return {
    note: (label) => void entries.push([clock.now() - startedAt, label]),
    entries: () => entries,
    times: (label) => entries.filter((entry) => label === undefined || entry[1] === label).map(([ms]) => ms),
  };
}
