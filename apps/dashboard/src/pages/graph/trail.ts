/** A document somebody has been at. */
export interface TrailStop {
  readonly documentId: string;
  readonly name: string;
  readonly source: string;
}

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The documents on the way to the one that is shown in the graph, the first one first. */
    trail?: readonly TrailStop[];
  }
}

/** So many are remembered. */
const STOPS_MAX = 12;

/** The trail after a step from `from` to `to`; a step back onto the trail cuts it there. */
export function trailTo(trail: readonly TrailStop[], from: TrailStop, to: string): readonly TrailStop[] {
  const whole = [...trail, from];
  const there = whole.findIndex(({ documentId }) => documentId === to);
  return (there < 0 ? whole : whole.slice(0, there)).slice(-STOPS_MAX);
}

/** Reads a trail from the browser's history, which keeps what another version of this page left there. */
export function readTrail(state: unknown): readonly TrailStop[] {
  if (!Array.isArray(state)) return [];
  return state.filter(
    (stop): stop is TrailStop =>
      typeof stop === "object" &&
      stop !== null &&
      ["documentId", "name", "source"].every((name) => typeof Reflect.get(stop, name) === "string"),
  );
}
