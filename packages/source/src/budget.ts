/** What a provider last said of one of its limits. Times are milliseconds since the epoch. */
export interface BudgetReading {
  /** What is limited, in the provider's words: `core`, `complexity`, a method, a route. */
  readonly name: string;
  /** Most there can be in a window, and what is left of it; null where the provider does not say. */
  readonly limit: number | null;
  readonly remaining: number | null;
  /** When the window ends; null where the provider does not say. */
  readonly resetsAt: number | null;
  /** Nothing is asked before this time; null when it may be asked now. */
  readonly waitingUntil: number | null;
  /** When the provider said so. */
  readonly seenAt: number;
}

/** What the sources of one credential share: their rate limits are theirs together. */
export interface SourceBudget {
  /**
   * What is known of each limit at a time, in milliseconds since the epoch: nothing before the first answer. A window that
   * has ended leaves only its limit known.
   */
  read(now: number): readonly BudgetReading[];
}

/** A reading as it is at a time: what was said of a window that has ended, or of a wait that is over, holds no more. */
export function readingAt(reading: BudgetReading, now: number): BudgetReading {
  const { resetsAt, waitingUntil } = reading;
  const isOver = resetsAt !== null && resetsAt <= now;
  return {
    ...reading,
    ...(isOver && { remaining: null, resetsAt: null }),
    waitingUntil: waitingUntil !== null && waitingUntil > now ? waitingUntil : null,
  };
}
