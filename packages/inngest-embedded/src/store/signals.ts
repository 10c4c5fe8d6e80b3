import type { Database } from "./database.ts";

/** The step a signal goes to. Past `expiresAt` (milliseconds) its wait is over. */
export interface SignalRow {
  readonly runId: string;
  readonly stepId: string;
  readonly expiresAt: number;
}

/** Which step waits for which signal. */
export interface SignalStore {
  get(signal: string): SignalRow | undefined;
  /** Directs a signal to a step, taking it from any other. */
  claim(signal: string, row: SignalRow): void;
  /** Ends the claim of a step, where it still has one. */
  release(runId: string, stepId: string): void;
  releaseRun(runId: string): void;
}

/** Prepares the statements on signals. */
export function createSignalStore(database: Database): SignalStore {
  const get = database.prepare<SignalRow>(
    "SELECT run_id AS runId, step_id AS stepId, expires_at AS expiresAt FROM signals WHERE signal = ?",
  );
  const claim = database.prepare("INSERT OR REPLACE INTO signals VALUES (?, ?, ?, ?)");
  const release = database.prepare("DELETE FROM signals WHERE run_id = ? AND step_id = ?");
  const releaseRun = database.prepare("DELETE FROM signals WHERE run_id = ?");
  return {
    get: (signal) => get.get(signal),
    claim: (signal, { runId, stepId, expiresAt }) => void claim.run(signal, runId, stepId, expiresAt),
    release: (runId, stepId) => void release.run(runId, stepId),
    releaseRun: (runId) => void releaseRun.run(runId),
  };
}
