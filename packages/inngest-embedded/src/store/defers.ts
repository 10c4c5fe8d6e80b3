import type { Database } from "./database.ts";

/** Work a run put off until its end; `input` and `meta` are JSON. */
export interface DeferRow {
  readonly hashedId: string;
  /** The function that does the work. */
  readonly slug: string;
  readonly input: string;
  readonly meta: string;
  readonly status: "added" | "aborted";
}

/** What runs put off until their end. */
export interface DeferStore {
  /** A run's defers in the order they were reported. */
  all(runId: string): DeferRow[];
  /** The same without what they carry. */
  reported(runId: string): Pick<DeferRow, "hashedId" | "status">[];
  insert(runId: string, row: DeferRow): void;
  abort(runId: string, hashedId: string): void;
}

/** Prepares the statements on defers. */
export function createDeferStore(database: Database): DeferStore {
  const all = database.prepare<DeferRow>(
    "SELECT hashed_id AS hashedId, slug, input, meta, status FROM defers WHERE run_id = ? ORDER BY rowid",
  );
  const reported = database.prepare<Pick<DeferRow, "hashedId" | "status">>(
    "SELECT hashed_id AS hashedId, status FROM defers WHERE run_id = ? ORDER BY rowid",
  );
  const insert = database.prepare("INSERT OR IGNORE INTO defers VALUES (?, ?, ?, ?, ?, ?)");
  const abort = database.prepare("UPDATE defers SET status = 'aborted' WHERE run_id = ? AND hashed_id = ?");
  return {
    all: (runId) => all.all(runId),
    reported: (runId) => reported.all(runId),
    insert: (runId, { hashedId, slug, input, meta, status }) =>
      void insert.run(runId, hashedId, slug, input, meta, status),
    abort: (runId, hashedId) => void abort.run(runId, hashedId),
  };
}
