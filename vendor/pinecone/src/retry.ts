import { setTimeout } from "node:timers/promises";
import type { RetrySettings } from "@tributary/vendor-http";

/** How failed calls are tried again. */
export interface RetryOptions {
  /** Calls in all, the first included; 6 unless given. */
  readonly attempts?: number;
  /** Milliseconds the first wait lasts at most; each further one lasts up to twice as long. 250 unless given. */
  readonly firstDelayMs?: number;
  /** Longest wait in milliseconds; a call that was told to wait longer fails at once. 30,000 unless given. */
  readonly longestDelayMs?: number;
  /** Waits; a timer unless given. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Numbers from 0 up to 1 for the jitter; Math.random unless given. */
  readonly random?: () => number;
}

/** The settings with what is not given filled in. */
export function retrySettings(options: RetryOptions): RetrySettings {
  return {
    attempts: options.attempts ?? 6,
    firstDelayMs: options.firstDelayMs ?? 250,
    longestDelayMs: options.longestDelayMs ?? 30_000,
    random: options.random ?? Math.random,
    sleep: options.sleep ?? setTimeout,
  };
}
