import { setTimeout } from "node:timers/promises";
import { PineconeError } from "./error.ts";

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

/**
 * Calls until it succeeds, fails in a way that no retry helps, or the attempts are used up; throws the last error. Waits
 * as long as Pinecone's Retry-After says, else a growing time, with jitter so that callers do not come back together.
 */
export async function retrying<Result>(options: RetryOptions, call: () => Promise<Result>): Promise<Result> {
  const { attempts = 6, firstDelayMs = 250, longestDelayMs = 30_000 } = options;
  const { sleep = setTimeout, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof PineconeError) || !error.retryable || attempt >= attempts) throw error;
      const asked = error.retryAfterMs;
      if (asked !== undefined && asked > longestDelayMs) throw error;
      const growing = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
      await sleep(asked === undefined ? growing * (0.5 + random() / 2) : asked + random() * firstDelayMs);
    }
  }
}
