/** What goes wrong with the requests a fault meets. */
export interface FakeFault {
  /** Only requests whose path holds this, for example `/vectors/upsert`; every one unless given. */
  readonly path?: string;
  /** Only requests to this index. */
  readonly index?: string;
  /** How many requests it meets; 1 unless given. */
  readonly times?: number;
  /** How many requests that would meet it are let through first. */
  readonly after?: number;
  /** Answers with this status instead of doing anything. */
  readonly status?: number;
  readonly message?: string;
  /** Headers of that answer, `retry-after` for example. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers so many milliseconds late. */
  readonly delayMs?: number;
  /** Closes the connection: `before` doing anything, or `after` all was done. */
  readonly drop?: "before" | "after";
  /** Writes the first half of an upsert, then answers 500. */
  readonly halfWritten?: true;
}

/** The faults that are still to come. */
export interface FakeFaults {
  add(fault: FakeFault): void;
  /** The fault a request meets, used up by it. */
  take(path: string, index: string | null): FakeFault | null;
  clear(): void;
}

/** No faults yet; those added first are met first. */
export function createFakeFaults(): FakeFaults {
  let waiting: { readonly fault: FakeFault; left: number; after: number }[] = [];
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1, after: fault.after ?? 0 });
    },
    take(path, index) {
      for (const entry of waiting) {
        const { fault } = entry;
        if (fault.path !== undefined && !path.includes(fault.path)) continue;
        if (fault.index !== undefined && fault.index !== index) continue;
        if (entry.after > 0) {
          entry.after -= 1;
          continue;
        }
        entry.left -= 1;
        waiting = waiting.filter(({ left }) => left > 0);
        return fault;
      }
      return null;
    },
    clear() {
      waiting = [];
    },
  };
}
