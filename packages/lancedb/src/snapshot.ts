import type { Table } from "@lancedb/lancedb";

/** What readers see: always the table as one finished write left it, never a state in between. */
export interface Snapshot {
  /** Lets reads that start from now on see this version. */
  publish(version: number): void;
  read<Result>(task: (table: Table) => Promise<Result>): Promise<Result>;
  /** Resolves to whether every read of a version before the published one ended within this time. */
  settled(milliseconds: number): Promise<boolean>;
}

/** Reads through this handle, which nobody writes through. */
export function createSnapshot(table: Table): Snapshot {
  let published = 0;
  let position: { readonly version: number; readonly reached: Promise<void> } | undefined;
  const running = new Map<Promise<unknown>, number>();

  function moveTo(version: number): Promise<void> {
    if (position?.version === version) return position.reached;
    const before = position?.reached ?? Promise.resolve();
    const reached = before.catch(() => undefined).then(() => table.checkout(version));
    const moved = { version, reached };
    position = moved;
    reached.catch(() => {
      if (position === moved) position = undefined;
    });
    return reached;
  }

  return {
    publish(version) {
      published = version;
    },

    async read(task) {
      const reading = moveTo(published).then(() => task(table));
      running.set(reading, published);
      try {
        return await reading;
      } finally {
        running.delete(reading);
      }
    },

    async settled(milliseconds) {
      const older = [...running].filter(([, version]) => version < published).map(([reading]) => reading);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), milliseconds);
      });
      const ended = Promise.allSettled(older).then(() => true);
      return Promise.race([ended, late]).finally(() => clearTimeout(timer));
    },
  };
}
