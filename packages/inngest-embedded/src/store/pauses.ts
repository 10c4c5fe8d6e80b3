import type { Database } from "./database.ts";

/** A run that waits: for an event, a signal, a run it invoked, or to be cancelled by an event. */
export interface PauseRow {
  readonly pauseId: number;
  readonly runId: string;
  readonly stepId: string | null;
  readonly kind: "event" | "signal" | "invoke" | "cancel";
  readonly eventName: string | null;
  readonly expression: string | null;
  /** The parts of the triggering event the expression reads, JSON. */
  readonly bindings: string | null;
  readonly expiresAt: number;
}

/** Waits of runs. */
export interface PauseStore {
  insert(pause: Omit<PauseRow, "pauseId">): PauseRow;
  /** Takes the wait of a step away; undefined when something else was first. */
  take(runId: string, stepId: string): Pick<PauseRow, "pauseId" | "kind"> | undefined;
  deleteRun(runId: string): number[];
  byEvents(): PauseRow[];
}

/** Prepares the statements on waits. */
export function createPauseStore(database: Database): PauseStore {
  const highest = database.prepare<{ id: number | null }>("SELECT max(pause_id) AS id FROM pauses");
  const insert = database.prepare("INSERT INTO pauses VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const take = database.prepare<Pick<PauseRow, "pauseId" | "kind">>(
    "DELETE FROM pauses WHERE run_id = ? AND step_id = ? RETURNING pause_id AS pauseId, kind",
  );
  const removeRun = database.prepare<{ id: number }>("DELETE FROM pauses WHERE run_id = ? RETURNING pause_id AS id");
  const byEvents = database.prepare<PauseRow>(
    `SELECT pause_id AS pauseId, run_id AS runId, step_id AS stepId, kind, event_name AS eventName, expression, bindings,
       expires_at AS expiresAt FROM pauses WHERE event_name IS NOT NULL ORDER BY pause_id`,
  );
  let last = highest.get()?.id ?? 0;
  return {
    insert(pause) {
      last += 1;
      const { runId, stepId, kind, eventName, expression, bindings, expiresAt } = pause;
      insert.run(last, runId, stepId, kind, eventName, expression, bindings, expiresAt);
      return { ...pause, pauseId: last };
    },
    take: (runId, stepId) => take.get(runId, stepId),
    deleteRun: (runId) => removeRun.all(runId).map((row) => row.id),
    byEvents: () => byEvents.all(),
  };
}
