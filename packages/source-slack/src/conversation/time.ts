/** Length of the stretches of time that no conversation crosses, in microseconds: four hours, beginning at 0:00 UTC. */
export const BLOCK_MICROS = 4 * 3_600_000_000;

/** A timestamp of Slack's as microseconds since the epoch, which a number holds exactly. */
export function microsOf(timestamp: string): number {
  return Number(timestamp.replace(".", ""));
}

/** Microseconds since the epoch as Slack writes them. */
export function timestampOf(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, "0")}`;
}

/** Where the block a time is in begins, in microseconds. */
export function blockStart(micros: number): number {
  return Math.floor(micros / BLOCK_MICROS) * BLOCK_MICROS;
}

/** An ISO date and time. */
export function isoOf(timestamp: string): string {
  return new Date(Math.floor(microsOf(timestamp) / 1_000)).toISOString();
}
