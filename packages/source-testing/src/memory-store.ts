import type { SourceError } from "@tributary/source";
import type { SkipReason } from "@tributary/validation";

/** One thing in a memory store. */
export interface MemoryEntry {
  readonly text: string;
  /** Listed as a whole document instead of a reference. */
  readonly whole?: boolean;
  /** Skipped by fetch for this reason. */
  readonly skip?: SkipReason;
  /** Fetch fails on it alone. */
  readonly broken?: SourceError;
}

/** A stored entry with the number of the write that made it. */
export interface StoredEntry extends MemoryEntry {
  readonly name: string;
  readonly revision: number;
}

/** The world a memory source reads: entries by name, and what goes wrong with it. */
export interface MemoryStore {
  put(name: string, entry: MemoryEntry): void;
  remove(name: string): void;
  get(name: string): StoredEntry | undefined;
  /** All entries by name. */
  list(): readonly StoredEntry[];
  /** Names written or removed by writes after this one, by name. */
  changedSince(revision: number): readonly string[];
  /** Number of the latest write. */
  revision(): number;
  /** What every call fails with; null while all is well. */
  fault: SourceError | null;
  /** Whether calls wait until they are aborted. */
  stalled: boolean;
}

/** Makes an empty store. */
export function createMemoryStore(): MemoryStore {
  const entries = new Map<string, StoredEntry>();
  const touched = new Map<string, number>();
  let revision = 0;

  return {
    fault: null,
    stalled: false,
    put(name, entry) {
      revision += 1;
      touched.set(name, revision);
      entries.set(name, { ...entry, name, revision });
    },
    remove(name) {
      revision += 1;
      touched.set(name, revision);
      entries.delete(name);
    },
    get: (name) => entries.get(name),
    list: () => [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    changedSince: (after) => [...touched].flatMap(([name, at]) => (at > after ? [name] : [])).sort(),
    revision: () => revision,
  };
}
