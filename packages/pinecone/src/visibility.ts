import type { PineconeFilter } from "@tributary/vendor-pinecone";

/** Longest wait for reads that go on, in milliseconds: a read that hangs must not hold up writes for ever. */
const longestDrain = 10_000;

/** Most values of a condition: Pinecone takes 10,000, and long filters are slow. Beyond, hits are told apart here alone. */
const mostValues = 2_000;

/** What one read may see. */
export interface View {
  /** To be sent with a query, so that what may not be seen takes no places. */
  readonly conditions: readonly PineconeFilter[];
  /** What decides. */
  sees(documentId: string, version: number): boolean;
}

/**
 * Lets readers of this process see a document in one version only, while Pinecone holds two: the new one is hidden until
 * it is complete, the old one from then on, until it is gone.
 */
export interface Visibility {
  /** Hides a version that is about to be written; resolves once no read goes on that does not know of it. */
  hide(version: number): Promise<void>;
  /** Shows it, and these documents in no older one; resolves once no read goes on that needs the older ones. */
  reveal(version: number, documentIds: readonly string[]): Promise<void>;
  /** Ends what reveal began: the older versions are gone. */
  forget(version: number, documentIds: readonly string[]): void;
  read<Result>(task: (view: View) => Promise<Result>): Promise<Result>;
}

/** Nothing hidden yet. */
export function createVisibility(): Visibility {
  const hidden = new Set<number>();
  const current = new Map<string, number>();
  const running = new Set<Promise<unknown>>();

  function view(): View {
    const hiddenNow = new Set(hidden);
    const currentNow = new Map(current);
    const conditions: PineconeFilter[] = [];
    if (hiddenNow.size > 0 && hiddenNow.size <= mostValues) conditions.push({ version: { $nin: [...hiddenNow] } });
    if (currentNow.size > 0 && currentNow.size <= mostValues) {
      const others = { documentId: { $nin: [...currentNow.keys()] } };
      conditions.push({ $or: [others, { version: { $in: [...new Set(currentNow.values())] } }] });
    }
    return {
      conditions,
      sees: (documentId, version) => !hiddenNow.has(version) && version >= (currentNow.get(documentId) ?? 0),
    };
  }

  async function drained(): Promise<void> {
    if (running.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, longestDrain);
    });
    await Promise.race([Promise.allSettled(running), late]).finally(() => clearTimeout(timer));
  }

  return {
    hide(version) {
      hidden.add(version);
      return drained();
    },
    reveal(version, documentIds) {
      hidden.delete(version);
      for (const documentId of documentIds) current.set(documentId, version);
      return drained();
    },
    forget(version, documentIds) {
      for (const documentId of documentIds) if (current.get(documentId) === version) current.delete(documentId);
    },
    async read(task) {
      const reading = task(view());
      running.add(reading);
      try {
        return await reading;
      } finally {
        running.delete(reading);
      }
    },
  };
}
