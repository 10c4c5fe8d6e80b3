import type { Database } from "./database.ts";

/** An attempt that failed; `stepId` is empty for a call of the function itself. */
export interface FailedAttemptRow {
  readonly runId: string;
  readonly stepId: string;
  /** When it ended, in milliseconds. */
  readonly at: number;
  /** From 1. */
  readonly attempt: number;
  /** JSON. */
  readonly error: string;
}

/** Attempts that failed, kept for people: the engine's own work needs only the last. */
export interface FailedAttemptStore {
  note(row: FailedAttemptRow): void;
  /** Of a run, oldest first. */
  all(runId: string): FailedAttemptRow[];
}

/** Prepares the statements on failed attempts. */
export function createFailedAttemptStore(database: Database): FailedAttemptStore {
  const note = database.prepare("INSERT OR REPLACE INTO failed_attempts VALUES (?, ?, ?, ?, ?)");
  const all = database.prepare<FailedAttemptRow>(
    "SELECT run_id AS runId, step_id AS stepId, at, attempt, error FROM failed_attempts WHERE run_id = ? ORDER BY at, attempt",
  );
  return {
    note: ({ runId, stepId, at, attempt, error }) => void note.run(runId, stepId, at, attempt, error),
    all: (runId) => all.all(runId),
  };
}
