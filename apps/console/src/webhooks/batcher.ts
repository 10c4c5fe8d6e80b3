/** Does work on items one by one or together, whichever is quicker at the moment. */
export interface Batcher<Item, Result> {
  /** Settles with what became of this item. Throws BatcherFullError when too much is waiting. */
  add(item: Item): Promise<Result>;
}

/** Too much is waiting already. */
export class BatcherFullError extends Error {
  override readonly name = "BatcherFullError";
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly size: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Makes a batcher. Items that arrive while `run` works on others share its next call, at most `items` of them and, but for
 * a single one, at most `bytes` together; more than `waitingBytes` waiting are refused. Nothing waits for company.
 */
export function createBatcher<Item, Result>(options: {
  /** What became of each item, in their order; when it throws, that became of all. */
  readonly run: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>;
  readonly sizeOf: (item: Item) => number;
  readonly limits: { readonly items: number; readonly bytes: number; readonly waitingBytes: number };
}): Batcher<Item, Result> {
  const { run, sizeOf, limits } = options;
  const queue: Waiting<Item, Result>[] = [];
  let waitingBytes = 0;
  let working = false;

  const takeBatch = (): Waiting<Item, Result>[] => {
    let bytes = 0;
    let count = 0;
    for (const { size } of queue) {
      bytes += size;
      if (count > 0 && (count >= limits.items || bytes > limits.bytes)) break;
      count += 1;
    }
    return queue.splice(0, count);
  };

  const work = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = takeBatch();
      try {
        const results = await run(batch.map(({ item }) => item));
        for (const [n, { resolve, reject }] of batch.entries()) {
          const result = results[n];
          if (result?.status === "fulfilled") resolve(result.value);
          else reject(result?.reason ?? new Error("A batch left one of its items without a result."));
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      for (const { size } of batch) waitingBytes -= size;
    }
    working = false;
  };

  return {
    add(item) {
      const size = sizeOf(item);
      if (waitingBytes + size > limits.waitingBytes)
        return Promise.reject(new BatcherFullError("Too much is waiting."));
      waitingBytes += size;
      return new Promise((resolve, reject) => {
        queue.push({ item, size, resolve, reject });
        if (working) return;
        working = true;
        // What arrives in the same turn of the loop goes together.
        setImmediate(() => void work());
      });
    },
  };
}
