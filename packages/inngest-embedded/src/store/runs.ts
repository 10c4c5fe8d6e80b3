import type { Database } from "./database.ts";

/** Where a run is: `queued` until its first call, `running` until it ends in one of the other three. */
export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

/** A run as kept; JSON columns are text. */
export interface RunRow {
  readonly runId: string;
  readonly slug: string;
  readonly status: RunStatus;
  readonly requestVersion: number;
  readonly forcePlan: number;
  /** Creation time less priority, in milliseconds: the lowest goes first. */
  readonly score: number;
  /** Concurrency key values by entry, JSON. */
  readonly gateValues: string;
  /** `<run>.<step>` of the invoke that waits for this run. */
  readonly correlation: string | null;
  readonly singletonKey: string | null;
  readonly throttleKey: string | null;
  readonly batchId: string | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly output: string | null;
  readonly error: string | null;
  readonly stateBytes: number;
  readonly stepCount: number;
}

/** What a new run starts with. */
export type NewRun = Pick<
  RunRow,
  "runId" | "slug" | "score" | "gateValues" | "correlation" | "singletonKey" | "throttleKey" | "batchId" | "createdAt"
>;

/** How a run ended. */
export interface RunEnd {
  readonly status: "completed" | "failed" | "cancelled";
  readonly output: string | null;
  readonly error: string | null;
}

/** Runs and the events that started them. */
export interface RunStore {
  insert(run: NewRun, eventIds: readonly string[]): void;
  get(runId: string): RunRow | undefined;
  eventIds(runId: string): string[];
  /** Notes the first call; true when this was it. */
  start(runId: string, now: number): boolean;
  end(runId: string, end: RunEnd, now: number): void;
  setRequest(runId: string, requestVersion: number, forcePlan: boolean): void;
  addStep(runId: string, bytes: number): void;
  byEvent(eventId: string): string[];
  /** Running runs with neither a queue item nor a wait: none, unless something went wrong. */
  stranded(): string[];
  isStranded(runId: string): boolean;
  endedBefore(instant: number, limit: number): string[];
  erase(runId: string): void;
}

/** All columns of a run, under the names of {@link RunRow}. */
export const runColumns = `run_id AS runId, slug, status, request_version AS requestVersion, force_plan AS forcePlan, score,
  gate_values AS gateValues, correlation, singleton_key AS singletonKey, throttle_key AS throttleKey, batch_id AS batchId,
  created_at AS createdAt, started_at AS startedAt, ended_at AS endedAt, output, error, state_bytes AS stateBytes,
  step_count AS stepCount`;

const hasNothing = `
  NOT EXISTS (SELECT 1 FROM queue WHERE queue.run_id = runs.run_id AND kind IN ('start', 'discover', 'step', 'gateway', 'sleep'))
  AND NOT EXISTS (SELECT 1 FROM pauses WHERE pauses.run_id = runs.run_id AND kind <> 'cancel')`;

/** Prepares the statements on runs. */
export function createRunStore(database: Database): RunStore {
  const insert = database.prepare(
    "INSERT INTO runs VALUES (?, ?, 'queued', -1, 0, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, 0, 0)",
  );
  const insertEvent = database.prepare("INSERT INTO run_events VALUES (?, ?, ?)");
  const get = database.prepare<RunRow>(`SELECT ${runColumns} FROM runs WHERE run_id = ?`);
  const events = database.prepare<{ eventId: string }>(
    "SELECT event_id AS eventId FROM run_events WHERE run_id = ? ORDER BY position",
  );
  const start = database.prepare(
    "UPDATE runs SET status = 'running', started_at = ? WHERE run_id = ? AND started_at IS NULL AND ended_at IS NULL",
  );
  const end = database.prepare("UPDATE runs SET status = ?, output = ?, error = ?, ended_at = ? WHERE run_id = ?");
  const setRequest = database.prepare("UPDATE runs SET request_version = ?, force_plan = ? WHERE run_id = ?");
  const addStep = database.prepare(
    "UPDATE runs SET state_bytes = state_bytes + ?, step_count = step_count + 1 WHERE run_id = ?",
  );
  const byEvent = database.prepare<{ runId: string }>(
    `SELECT DISTINCT run_id AS runId FROM run_events WHERE event_id = ?
       OR event_id IN (SELECT event_id FROM events WHERE public_id = ?) ORDER BY run_id`,
  );
  const stranded = database.prepare<{ runId: string }>(
    `SELECT run_id AS runId FROM runs WHERE ended_at IS NULL AND status IN ('queued', 'running') AND ${hasNothing}`,
  );
  const isStranded = database.prepare(`SELECT 1 FROM runs WHERE run_id = ? AND ended_at IS NULL AND ${hasNothing}`);
  const endedBefore = database.prepare<{ runId: string }>(
    "SELECT run_id AS runId FROM runs WHERE ended_at < ? ORDER BY ended_at LIMIT ?",
  );
  const erase = [
    "steps",
    "failed_attempts",
    "run_events",
    "defers",
    "reruns",
    "step_inputs",
    "run_metadata",
    "endpoint_runs",
    "runs",
  ].map((table) => database.prepare(`DELETE FROM ${table} WHERE run_id = ?`));
  return {
    insert(run, eventIds) {
      const { runId, slug, score, gateValues, correlation, singletonKey, throttleKey, batchId, createdAt } = run;
      insert.run(runId, slug, score, gateValues, correlation, singletonKey, throttleKey, batchId, createdAt);
      for (const [position, eventId] of eventIds.entries()) insertEvent.run(runId, position, eventId);
    },
    get: (runId) => get.get(runId),
    eventIds: (runId) => events.all(runId).map((row) => row.eventId),
    start: (runId, now) => start.run(now, runId) > 0,
    end: (runId, { status, output, error }, now) => void end.run(status, output, error, now, runId),
    setRequest: (runId, version, forcePlan) => void setRequest.run(version, Number(forcePlan), runId),
    addStep: (runId, bytes) => void addStep.run(bytes, runId),
    byEvent: (eventId) => byEvent.all(eventId, eventId).map((row) => row.runId),
    stranded: () => stranded.all().map((row) => row.runId),
    isStranded: (runId) => isStranded.get(runId) !== undefined,
    endedBefore: (instant, limit) => endedBefore.all(instant, limit).map((row) => row.runId),
    erase(runId) {
      for (const statement of erase) statement.run(runId);
    },
  };
}
