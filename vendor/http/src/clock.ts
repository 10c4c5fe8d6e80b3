import { setTimeout } from "node:timers/promises";

/** Time, as tests may want to make it pass faster. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits so many milliseconds, or throws the signal's reason. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The system's time. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds, signal) => {
    // A timer beyond 2^31 milliseconds would fire at once.
    const wait = setTimeout(Math.min(milliseconds, 2 ** 31 - 1), undefined, signal && { signal });
    await wait.catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error;
    });
  },
};
