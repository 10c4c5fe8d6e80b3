import type { Attempt, RunOverview, RunTrace, StepTrace } from "../runs/trace-types.ts";
import { instant, instantOrNull, runShape } from "./shapes.ts";

/** A run in a list, with what started it. */
export function overviewShape(run: RunOverview) {
  const { kind, name, runId } = run.trigger;
  return {
    ...runShape(run),
    function_name: run.functionName,
    trigger: { kind, name, run_id: runId },
    attempt: run.attempt,
  };
}

/** A run with its history. */
export function traceShape(run: RunTrace) {
  const { event, input, output, error, attempts, steps } = run;
  return {
    ...overviewShape(run),
    original_run_id: run.originalRunId,
    from_step_id: run.fromStepId,
    event: event && {
      internal_id: event.eventId,
      name: event.name,
      received_at: instant(event.receivedAt),
      count: event.count,
    },
    input,
    output,
    error,
    attempts: attempts.map(attemptShape),
    steps: steps.map(stepTraceShape),
  };
}

function stepTraceShape(step: StepTrace) {
  const { id, name, op, state, attempts, input, output, error } = step;
  return {
    id,
    name,
    op,
    state,
    queued_at: instantOrNull(step.queuedAt),
    started_at: instantOrNull(step.startedAt),
    ended_at: instantOrNull(step.endedAt),
    due_at: instantOrNull(step.dueAt),
    attempts: attempts.map(attemptShape),
    input,
    output,
    error,
    invoked_run_id: step.invokedRunId,
  };
}

function attemptShape({ attempt, at, error }: Attempt) {
  return { attempt, at: instant(at), error };
}
