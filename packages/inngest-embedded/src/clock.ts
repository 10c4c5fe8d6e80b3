/** The engine's only source of time. Tests give a virtual one. */
export interface EngineClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, `delayMs` milliseconds from now, and returns a function that calls it off. */
  setTimer(callback: () => void, delayMs: number): () => void;
}

/** The longest delay setTimeout keeps; beyond it Node fires at once. */
const longestTimeoutMs = 2 ** 31 - 1;

/** The computer's clock and setTimeout; delays beyond 24.8 days are cut to that, and the engine arms again. */
export const systemClock: EngineClock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), longestTimeoutMs));
    return () => clearTimeout(timer);
  },
};
