import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock.ts";

/** A clock whose waits take no time: it only moves on by them, and notes how long they were. */
export function createFastClock(start = Date.parse("2026-11-22T00:00:00Z")): Clock & { readonly waits: number[] } {
  let time = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      const until = time + milliseconds;
      await setImmediate();
      time = Math.max(time, until);
    },
  };
}
