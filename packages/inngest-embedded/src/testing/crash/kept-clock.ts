import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { createVirtualClock, type VirtualClock } from "../../virtual-clock.ts";

/** The moment the workload's time begins, in milliseconds since 1970: in the middle of an hour. */
export const beginning = Date.UTC(2100, 0, 1, 0, 30);

/** A virtual clock that goes on where it stood when the process died. */
export interface KeptClock extends VirtualClock {
  close(): void;
}

/** Opens the clock kept in `file`, set forward by `lostMs`: the time no process was there. */
export function openKeptClock(file: string, lostMs: number): KeptClock {
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : beginning;
  const clock = createVirtualClock(kept + lostMs);
  const descriptor = openSync(file, existsSync(file) ? "r+" : "w+");
  // One write of as many digits as before: a kill leaves either the old time or the new one.
  const keep = (): void => void writeSync(descriptor, String(clock.now()), 0);
  keep();
  return {
    ...clock,
    advance: (ms, settle) =>
      clock.advance(ms, () => {
        keep();
        return settle();
      }),
    close: () => closeSync(descriptor),
  };
}
