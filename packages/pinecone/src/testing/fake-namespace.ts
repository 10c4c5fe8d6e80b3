import type { FakeMetadata, FakeRecord } from "./fake-record.ts";

/** When a write becomes visible to readers. At once unless one of these is given. */
export interface FakeConsistency {
  /** Milliseconds after the write. */
  readonly delayMs?: number;
  /** Reads of the namespace answered without it first. */
  readonly reads?: number;
}

/** A change to a namespace's records, made when it becomes visible, in the order of the writes. */
export type FakeChange = (records: Map<string, FakeRecord>) => void;

interface Pending {
  readonly number: number;
  readonly visibleAt: number;
  readonly change: FakeChange;
  readsLeft: number;
}

/** One namespace: what readers see, and the writes they do not see yet. */
export interface FakeNamespace {
  /** Takes a write; resolves to its log sequence number. */
  write(change: FakeChange): number;
  /** What readers see now, and the number of the last write in it. */
  read(): { readonly records: ReadonlyMap<string, FakeRecord>; readonly indexed: number };
  /** Makes every write visible. */
  settle(): void;
}

/** An empty namespace; `now` in milliseconds. */
export function createFakeNamespace(consistency: () => FakeConsistency, now: () => number): FakeNamespace {
  const records = new Map<string, FakeRecord>();
  let pending: Pending[] = [];
  let written = 0;
  let indexed = 0;

  function apply(isVisible: (write: Pending) => boolean): void {
    while (pending[0] !== undefined && isVisible(pending[0])) {
      pending[0].change(records);
      indexed = pending[0].number;
      pending = pending.slice(1);
    }
  }

  return {
    write(change) {
      const { delayMs = 0, reads = 0 } = consistency();
      written += 1;
      pending.push({ number: written, visibleAt: now() + delayMs, readsLeft: reads, change });
      return written;
    },
    read() {
      const time = now();
      apply(({ visibleAt, readsLeft }) => visibleAt <= time && readsLeft <= 0);
      for (const write of pending) write.readsLeft -= 1;
      return { records, indexed };
    },
    settle: () => apply(() => true),
  };
}

/** The record with values or metadata set, as `update` does. */
export function updated(record: FakeRecord, values: Float32Array | null, metadata: FakeMetadata): FakeRecord {
  return { ...record, values: values ?? record.values, metadata: { ...record.metadata, ...metadata } };
}
