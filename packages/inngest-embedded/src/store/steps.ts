import type { Database } from "./database.ts";

/**
 * `open`: planned, sleeping or waiting. `retrying`: failed in a call that will be repeated. `abandoned`: its run ended
 * first. `completed` and `failed` are recorded: their value is handed to every later call and never computed again.
 */
export type StepStatus = "open" | "retrying" | "completed" | "failed" | "abandoned";

/** A step as kept; `value` is the JSON handed back to the SDK, or the error of a retrying step. */
export interface StepRow {
  readonly runId: string;
  readonly stepId: string;
  readonly status: StepStatus;
  readonly position: number | null;
  readonly op: string;
  readonly name: string;
  readonly race: number;
  readonly attempts: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly value: string | null;
  /** When it was planned or first tried; null for what was recorded at once. */
  readonly queuedAt: number | null;
}

/** What is known of a step when it is reported. */
export interface StepReport {
  readonly stepId: string;
  readonly op: string;
  readonly name: string;
  readonly race: boolean;
}

/** A step's result. */
export interface StepRecord {
  readonly status: "completed" | "failed";
  readonly value: string;
  readonly attempts: number;
  readonly startedAt: number | null;
  readonly endedAt: number;
}

/** One recorded result as sent to the SDK. */
export interface MemoRow {
  readonly stepId: string;
  readonly position: number;
  readonly value: string;
}

/** Steps of runs. */
export interface StepStore {
  get(runId: string, stepId: string): StepRow | undefined;
  all(runId: string): StepRow[];
  open(runId: string, step: StepReport, now: number): void;
  /** Notes a failed attempt that began at `startedAt`. */
  retrying(runId: string, step: StepReport, attempts: number, error: string, startedAt: number): void;
  record(runId: string, step: StepReport, record: StepRecord): void;
  /** Recorded results up to a position (0: none), in the order they were recorded. */
  memo(runId: string, upTo: number): MemoRow[];
  lastPosition(runId: string): number;
  hasOpen(runId: string): boolean;
  /** Open steps outside a race, which a discovery waits for. */
  hasOpenGroup(runId: string): boolean;
  abandon(runId: string): void;
  /** Deletes steps that are open, so that they open anew when they are reported again. */
  dropOpen(runId: string): void;
}

const columns = `run_id AS runId, step_id AS stepId, status, position, op, name, race, attempts, started_at AS startedAt,
  ended_at AS endedAt, value, queued_at AS queuedAt`;

/** Prepares the statements on steps. */
export function createStepStore(database: Database): StepStore {
  const get = database.prepare<StepRow>(`SELECT ${columns} FROM steps WHERE run_id = ? AND step_id = ?`);
  const all = database.prepare<StepRow>(`SELECT ${columns} FROM steps WHERE run_id = ? ORDER BY rowid`);
  const open = database.prepare(
    `INSERT INTO steps VALUES (?1, ?2, 'open', NULL, ?3, ?4, ?5, 0, ?6, NULL, NULL, ?6)
     ON CONFLICT DO UPDATE SET status = 'open', op = excluded.op, race = excluded.race`,
  );
  const retrying = database.prepare(
    `INSERT INTO steps VALUES (?1, ?2, 'retrying', NULL, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?7)
     ON CONFLICT DO UPDATE SET attempts = excluded.attempts, value = excluded.value,
       status = CASE WHEN status = 'open' THEN 'open' ELSE 'retrying' END`,
  );
  const record = database.prepare(
    `INSERT INTO steps VALUES (?, ?, ?, (SELECT step_count + 1 FROM runs WHERE run_id = ?1), ?, ?, ?, ?, ?, ?, ?, NULL)
     ON CONFLICT DO UPDATE SET status = excluded.status, position = excluded.position, op = excluded.op,
       attempts = excluded.attempts, started_at = coalesce(excluded.started_at, started_at),
       ended_at = excluded.ended_at, value = excluded.value`,
  );
  const memo = database.prepare<MemoRow>(
    `SELECT step_id AS stepId, position, value FROM steps
     WHERE run_id = ? AND position <= ? AND status IN ('completed', 'failed') ORDER BY position`,
  );
  const last = database.prepare<{ last: number }>("SELECT step_count AS last FROM runs WHERE run_id = ?");
  const hasOpen = database.prepare("SELECT 1 FROM steps WHERE run_id = ? AND status = 'open' LIMIT 1");
  const hasOpenGroup = database.prepare(
    "SELECT 1 FROM steps WHERE run_id = ? AND status = 'open' AND race = 0 LIMIT 1",
  );
  const abandon = database.prepare(
    "UPDATE steps SET status = 'abandoned' WHERE run_id = ? AND status IN ('open', 'retrying')",
  );
  const dropOpen = database.prepare("DELETE FROM steps WHERE run_id = ? AND status = 'open'");
  return {
    get: (runId, stepId) => get.get(runId, stepId),
    all: (runId) => all.all(runId),
    open: (runId, step, now) => void open.run(runId, step.stepId, step.op, step.name, Number(step.race), now),
    retrying: (runId, step, attempts, error, startedAt) =>
      void retrying.run(runId, step.stepId, step.op, step.name, Number(step.race), attempts, startedAt, error),
    record: (runId, { stepId, op, name, race }, { status, attempts, startedAt, endedAt, value }) =>
      void record.run(runId, stepId, status, op, name, Number(race), attempts, startedAt, endedAt, value),
    memo: (runId, upTo) => (upTo > 0 ? memo.all(runId, upTo) : []),
    lastPosition: (runId) => last.get(runId)?.last ?? 0,
    hasOpen: (runId) => hasOpen.get(runId) !== undefined,
    hasOpenGroup: (runId) => hasOpenGroup.get(runId) !== undefined,
    abandon: (runId) => void abandon.run(runId),
    dropOpen: (runId) => void dropOpen.run(runId),
  };
}
