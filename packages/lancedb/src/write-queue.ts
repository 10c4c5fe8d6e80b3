/** Runs tasks one after the other, in the order they were given; a task that fails does not stop the next. */
export interface WriteQueue {
  run<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Resolves once everything given so far has ended. */
  drained(): Promise<void>;
}

/** Creates an empty queue. */
export function createWriteQueue(): WriteQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = last.then(task);
      last = result.catch(() => undefined);
      return result;
    },
    async drained() {
      await last;
    },
  };
}
