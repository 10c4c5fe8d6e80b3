import type { RunDetails, RunMetadata, RunStep, RunSummary } from "../runs/types.ts";
import type { RunStatus } from "../store/runs.ts";

/** Statuses as the service's REST API writes them. */
const statusNames: Readonly<Record<RunStatus, string>> = {
  queued: "Queued",
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** Reads a status in any case; undefined when it is none. */
export function readStatus(text: string): RunStatus | undefined {
  const status = text.toLowerCase();
  return Object.hasOwn(statusNames, status) ? (status as RunStatus) : undefined;
}

/** An instant in milliseconds as ISO text. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The same, or null. */
export function instantOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : instant(milliseconds);
}

/** A run in a list. */
export function runShape(run: RunSummary) {
  return {
    run_id: run.runId,
    app_id: run.appId,
    function_id: run.functionId,
    status: statusNames[run.status],
    queued_at: instant(run.createdAt),
    run_started_at: instantOrNull(run.startedAt),
    ended_at: instantOrNull(run.endedAt),
  };
}

/** A run with its result; `output` is the error of one that failed or was cancelled. */
export function runDetailsShape(run: RunDetails) {
  return {
    ...runShape(run),
    original_run_id: run.originalRunId,
    from_step_id: run.fromStepId,
    event_id: run.eventIds[0] ?? null,
    event_ids: run.eventIds,
    output: run.error ?? run.output,
    metadata: run.metadata.map(metadataShape),
  };
}

/** A step of a run. */
export function stepShape(step: RunStep) {
  return {
    id: step.id,
    name: step.name,
    op: step.op,
    status: step.status,
    attempts: step.attempts,
    started_at: instantOrNull(step.startedAt),
    ended_at: instantOrNull(step.endedAt),
    output: step.output,
    error: step.error,
    metadata: step.metadata.map(metadataShape),
  };
}

function metadataShape({ kind, scope, values, updatedAt }: RunMetadata) {
  return { kind, scope, values, updated_at: instant(updatedAt) };
}
