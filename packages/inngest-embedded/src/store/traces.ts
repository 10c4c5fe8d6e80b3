import type { Database } from "./database.ts";
import type { QueueKind } from "./queue.ts";

/** What started a run. */
export interface TriggerRow {
  readonly eventId: string;
  /** Null once the event is deleted. */
  readonly name: string | null;
  readonly receivedAt: number | null;
  /** Of the event of a schedule. */
  readonly cron: string | null;
}

/** What is still to be done for a run. */
export interface DueRow {
  readonly kind: QueueKind;
  readonly stepId: string | null;
  readonly at: number;
  readonly attempt: number;
  readonly leased: number;
}

/** A run that a step of another started. */
export interface InvokedRow {
  readonly runId: string;
  readonly correlation: string;
  /** Body of its event; null once that is deleted. */
  readonly body: string | null;
}

/** Reads how runs came about and what they wait for, for people. */
export interface TraceStore {
  trigger(runId: string): TriggerRow | undefined;
  /** Failed attempts so far of the call that is due or being made; null when there is none. */
  dueAttempt(runId: string): number | null;
  /** Which attempt of the function's own calls failed last; null when none did. */
  lastFailed(runId: string): number | null;
  due(runId: string): DueRow[];
  invokedBy(runId: string): InvokedRow[];
}

const timer = "inngest/scheduled.timer";

/** Prepares the reading statements. */
export function createTraceStore(database: Database): TraceStore {
  const trigger = database.prepare<TriggerRow>(
    `SELECT run_events.event_id AS eventId, name, received_at AS receivedAt,
       CASE name WHEN '${timer}' THEN json_extract(body, '$.data.cron') END AS cron
     FROM run_events LEFT JOIN events USING (event_id) WHERE run_id = ? AND position = 0`,
  );
  const dueAttempt = database.prepare<{ attempt: number | null }>(
    "SELECT max(attempt) AS attempt FROM queue WHERE run_id = ? AND kind IN ('start', 'discover', 'step', 'gateway')",
  );
  const lastFailed = database.prepare<{ attempt: number }>(
    "SELECT attempt FROM failed_attempts WHERE run_id = ? AND step_id = '' ORDER BY at DESC LIMIT 1",
  );
  const due = database.prepare<DueRow>(
    "SELECT kind, step_id AS stepId, at, attempt, leased FROM queue WHERE run_id = ?",
  );
  // The id is followed by a dot and the step; a slash is the next character.
  const invokedBy = database.prepare<InvokedRow>(
    `SELECT runs.run_id AS runId, correlation, body FROM runs
     LEFT JOIN run_events ON run_events.run_id = runs.run_id AND position = 0 LEFT JOIN events USING (event_id)
     WHERE correlation > ?1 || '.' AND correlation < ?1 || '/'`,
  );
  return {
    trigger: (runId) => trigger.get(runId),
    dueAttempt: (runId) => dueAttempt.get(runId)?.attempt ?? null,
    lastFailed: (runId) => lastFailed.get(runId)?.attempt ?? null,
    due: (runId) => due.all(runId),
    invokedBy: (runId) => invokedBy.all(runId),
  };
}
