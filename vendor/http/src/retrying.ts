import { ServiceError } from "./service-error.ts";

/** When and how often a call is tried again. */
export interface RetrySettings {
  /** Calls in all, the first included. */
  readonly attempts: number;
  /** Milliseconds the first wait lasts at most; each further one lasts up to twice as long. */
  readonly firstDelayMs: number;
  /** Longest wait in milliseconds; a call that was told to wait longer fails at once. */
  readonly longestDelayMs: number;
  /** Numbers from 0 up to 1 for the jitter. */
  random(): number;
  sleep(milliseconds: number): Promise<unknown>;
  /** Told of every failure that a retry may help, and how long the wait after it is or would be. */
  onFailure?(error: ServiceError, waitMs: number): void;
}

/**
 * Calls until it succeeds, fails in a way that no retry helps, or the attempts are used up; throws the last error. Waits as
 * long as the error's `retryAfterMs` says, else a growing time, with jitter so that callers do not come back together.
 */
export async function retrying<Result>(settings: RetrySettings, call: () => Promise<Result>): Promise<Result> {
  const { attempts, firstDelayMs, longestDelayMs } = settings;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ServiceError) || !error.retryable) throw error;
      const asked = error.retryAfterMs;
      const growing = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
      const jitter = settings.random();
      const wait = asked === undefined ? growing * (0.5 + jitter / 2) : asked + jitter * firstDelayMs;
      settings.onFailure?.(error, wait);
      if (attempt >= attempts || (asked ?? 0) > longestDelayMs) throw error;
      await settings.sleep(wait);
    }
  }
}
