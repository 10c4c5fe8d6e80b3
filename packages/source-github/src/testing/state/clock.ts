/** The fake's time: the machine's, or one that stands still; either can be moved forward. */
export interface FakeClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves the clock forward by this many milliseconds. */
  advance(milliseconds: number): void;
}

/** Makes a clock. With a start it stands at that time until moved; without one it runs with the machine's. */
export function createClock(start?: number): FakeClock {
  let offset = 0;
  return {
    now: () => (start ?? Date.now()) + offset,
    advance(milliseconds) {
      offset += milliseconds;
    },
  };
}

/** A time as GitHub writes it: seconds, UTC. */
export function timestamp(time: number): string;
export function timestamp(time: number | null): string | null;
export function timestamp(time: number | null): string | null {
  return time === null ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
