/** Tells those who wait when a run ends. */
export interface RunEnds {
  /** Calls back once when the run ends; returns a function that calls it off. */
  onEnd(runId: string, callback: () => void): () => void;
  notify(runId: string): void;
}

/** Makes an empty list of those who wait. */
export function createRunEnds(): RunEnds {
  const waiting = new Map<string, Set<() => void>>();
  return {
    onEnd(runId, callback) {
      const callbacks = waiting.get(runId) ?? new Set();
      waiting.set(runId, callbacks.add(callback));
      return () => {
        callbacks.delete(callback);
        if (callbacks.size === 0) waiting.delete(runId);
      };
    },
    notify(runId) {
      const callbacks = waiting.get(runId);
      waiting.delete(runId);
      for (const callback of callbacks ?? []) callback();
    },
  };
}
