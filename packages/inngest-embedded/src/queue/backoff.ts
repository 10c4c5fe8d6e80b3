import { limits } from "../limits.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const delays = [
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  20 * minute,
  40 * minute,
  hour,
  2 * hour,
];
const jitterMs = 30 * second;

/**
 * Milliseconds to wait after failed attempt `attempt` (from 0): the hosted service's table plus up to 30 s, or
 * `retryInterval` where the engine was given one.
 */
export function backoffDelay(attempt: number, retryInterval: number | undefined, random = Math.random): number {
  if (retryInterval !== undefined) return retryInterval;
  return (delays[Math.min(attempt, delays.length - 1)] ?? hour) + Math.floor(random() * jitterMs);
}

/** Milliseconds until a `retry-after` header's instant (seconds or a date), held between 1 s and 24 h; undefined when it says nothing. */
export function retryAfterDelay(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header === "") return undefined;
  const delay = /^\d+(\.\d+)?$/.test(header) ? Number(header) * second : Date.parse(header) - now;
  if (Number.isNaN(delay)) return undefined;
  return Math.min(Math.max(Math.ceil(delay), limits.retryAfterMinMs), limits.retryAfterMaxMs);
}
