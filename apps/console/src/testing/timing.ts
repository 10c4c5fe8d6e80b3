import { expect } from "vitest";

/** From the change to the search hit, in milliseconds, on a machine that has nothing else to do. */
const AT_MOST_MS = 5_000;

/**
 * How much slower this machine is at the moment than when it has nothing else to do: the time that a piece of work takes,
 * over the time a core spends on it.
 */
export function slowdown(): number {
  const started = performance.now();
  const before = process.cpuUsage();
  let spent = 0;
  while (spent < MEASURED_MS) {
    JSON.parse(JSON.stringify({ measured: spent }));
    const { user, system } = process.cpuUsage(before);
    spent = (user + system) / 1_000;
  }
  return Math.max(1, (performance.now() - started) / spent);
}

/** Processor time spent to see how slow the machine is, in milliseconds. */
const MEASURED_MS = 50;

/** Waits, one after the other, and holds each against the time a change may take until it is found. */
export async function inTime(waits: Readonly<Record<string, Promise<number>>>): Promise<void> {
  const before = slowdown();
  const times: Record<string, number> = {};
  for (const [what, wait] of Object.entries(waits)) times[what] = await wait;
  // This process has several threads, and the fake is one of them: they share what the machine leaves.
  const atMost = AT_MOST_MS * Math.max(before, slowdown()) * 2;
  for (const [what, time] of Object.entries(times)) expect(time, what).toBeLessThan(atMost);
}
