import type { Table } from "@lancedb/lancedb";
import { countUnindexedRows, createMissingVectorIndex, dropOutgrownVectorIndex } from "./indexes.ts";
import type { Snapshot } from "./snapshot.ts";

/** Keeps a table fast to write and to search while it grows. All of it runs inside the table's write queue. */
export interface Maintenance {
  /**
   * Counts a commit that added or removed this many rows, and puts the table in order when enough have gathered; an
   * outgrown vector index waits for optimize(), as in the middle of a long sync it would soon be outgrown again.
   */
  afterCommit(rows: number): Promise<void>;
  /** Puts the table in order unless hardly anything has changed since the last time. */
  optimize(): Promise<void>;
}

/** When a table is put in order. */
export interface MaintenanceLimits {
  /** What optimize() leaves for later; it acts from any of these on, `share` being that of the table's rows. */
  readonly negligible: { readonly rows: number; readonly commits: number; readonly share: number };
  /** Commits after which a table is put in order without being asked, if half of its rows have changed. */
  readonly commitsBetweenRuns: number;
  /** And in any case. */
  readonly mostCommitsBetweenRuns: number;
}

/**
 * A run rewrites index files, for 1 to 3 s at 50,000 rows, while 500 rows outside the indexes cost a search some 5 ms
 * and a commit some 1 ms. Half keeps the runs of a long sync few and their work in proportion to its own; 1,000 old versions
 * are removed in about 2 s. Of rows outside the index, BM25 counts the terms of those only that a query's filter
 * leaves: while they are less than a twentieth of the table, that moves scores little (0.5 % by 150 rows beside 50,100).
 */
const defaultLimits: MaintenanceLimits = {
  negligible: { rows: 500, commits: 20, share: 0.05 },
  commitsBetweenRuns: 250,
  mostCommitsBetweenRuns: 1_000,
};

/** How long a slow reader may hold up the removal of the files it reads, before they are left for the next run. */
const patienceMilliseconds = 5_000;

/** Two merge everything, a third finds nothing to do; what more there is waits for the next run. */
const mostPasses = 6;

/** Maintains the table behind this handle, starting with what earlier processes left undone. */
export async function createMaintenance(
  writer: Table,
  snapshot: Snapshot,
  limits: MaintenanceLimits = defaultLimits,
): Promise<Maintenance> {
  const { fragmentStats } = await writer.stats();
  let pendingRows = await countUnindexedRows(writer);
  let pendingCommits = Math.max(0, fragmentStats.numFragments - 1);
  /** Whether optimize() has to look after the vector index even if little has changed since the last run. */
  let vectorIndexDue = false;

  /**
   * Merges files until there is nothing left to merge, and removes none, since readers are on them. Files that the same
   * indexes cover are merged: what one pass adds to the indexes is for the next. Resolves to whether nothing is left.
   */
  async function mergeAll(): Promise<boolean> {
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const before = await writer.version();
      await writer.optimize({ cleanupOlderThan: new Date(0) });
      if ((await writer.version()) === before) return true;
    }
    return false;
  }

  async function run(vectorIndex: "build" | "leave out"): Promise<void> {
    await dropOutgrownVectorIndex(writer);
    let isMerged = await mergeAll();
    if (vectorIndex === "build" && (await createMissingVectorIndex(writer))) isMerged = await mergeAll();
    snapshot.publish(await writer.version());
    // Every version but the newest goes: it has to be the published one, which readers are still being sent to.
    if (isMerged && (await snapshot.settled(patienceMilliseconds))) {
      await writer.optimize({ cleanupOlderThan: new Date() });
      snapshot.publish(await writer.version());
    }
    pendingRows = 0;
    pendingCommits = 0;
    vectorIndexDue = vectorIndex === "leave out";
  }

  async function isDue(): Promise<boolean> {
    const { rows, commits, share } = limits.negligible;
    if (vectorIndexDue || pendingRows >= rows || pendingCommits >= commits) return true;
    return pendingRows > 0 && pendingRows >= share * (await writer.countRows());
  }

  return {
    async afterCommit(rows) {
      pendingRows += rows;
      pendingCommits += 1;
      if (pendingCommits < limits.commitsBetweenRuns) return;
      const isLate = pendingCommits >= limits.mostCommitsBetweenRuns;
      if (isLate || pendingRows * 2 >= (await writer.countRows())) await run("leave out");
    },
    async optimize() {
      if (await isDue()) await run("build");
    },
  };
}
