import { untilAborted } from "./abort.ts";

/** Something several callers wait for and that is made once. */
export interface Shared<Value> {
  /** Waits for it, and starts it if need be. Once nobody waits any more it is aborted; a failure is not remembered. */
  get(signal?: AbortSignal): Promise<Value>;
  /** The value if it is there, and null when it is not; whatever is under way is aborted. */
  end(): Promise<Value | null>;
}

interface Attempt<Value> {
  readonly value: Promise<Value>;
  readonly controller: AbortController;
  isThere: boolean;
  waiting: number;
}

/** Shares the outcome of `start` between callers. */
export function createShared<Value>(start: (signal: AbortSignal) => Promise<Value>): Shared<Value> {
  let current: Attempt<Value> | null = null;

  function begin(): Attempt<Value> {
    const controller = new AbortController();
    const attempt: Attempt<Value> = { value: start(controller.signal), controller, isThere: false, waiting: 0 };
    attempt.value.then(
      () => {
        attempt.isThere = true;
      },
      () => {
        if (current === attempt) current = null;
      },
    );
    return attempt;
  }

  return {
    async get(signal) {
      signal?.throwIfAborted();
      current ??= begin();
      const awaited = current;
      awaited.waiting += 1;
      try {
        return await untilAborted(awaited.value, signal);
      } catch (error) {
        // The others still want it.
        if (signal?.aborted === true && awaited.waiting === 1 && !awaited.isThere) {
          if (current === awaited) current = null;
          awaited.controller.abort(signal.reason);
        }
        throw error;
      } finally {
        awaited.waiting -= 1;
      }
    },
    async end() {
      const last = current;
      current = null;
      last?.controller.abort(new Error("The git source was closed."));
      return (await last?.value.catch(() => null)) ?? null;
    },
  };
}
