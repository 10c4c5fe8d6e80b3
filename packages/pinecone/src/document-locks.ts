/** Lets one task at a time have a document; tasks on other documents go on beside it. */
export interface DocumentLocks {
  /** Runs the task once those given before it that share a document have ended. */
  run<Result>(documentIds: Iterable<string>, task: () => Promise<Result>): Promise<Result>;
}

/** No document is taken yet. */
export function createDocumentLocks(): DocumentLocks {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(documentIds, task) {
      const names = new Set(documentIds);
      const before = [...names].flatMap((name) => last.get(name) ?? []);
      const result = Promise.allSettled(before).then(task);
      const ended = result.then(
        () => undefined,
        () => undefined,
      );
      for (const name of names) last.set(name, ended);
      void ended.then(() => {
        for (const name of names) if (last.get(name) === ended) last.delete(name);
      });
      return result;
    },
  };
}
