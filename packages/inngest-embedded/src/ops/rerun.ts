import { EmbeddedInngestError } from "../errors.ts";
import { byteLength } from "../json.ts";
import type { IncomingEvent, Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import { startRun } from "../schedule/schedule.ts";
import type { EventRow } from "../store/events.ts";
import type { RunRow } from "../store/runs.ts";
import type { StepRow } from "../store/steps.ts";

/** From where a run is repeated. */
export interface RerunFromStep {
  /** The step's `id` as `runs.get` lists it. What was recorded before it is kept; it and all after it run again. */
  readonly stepId: string;
  /** The arguments the step is to run with instead of its own: only for steps that take some. */
  readonly input?: readonly unknown[];
}

/** How a run is repeated: entirely, unless a step is given. */
export interface RerunOptions {
  readonly fromStep?: RerunFromStep;
}

/** Operations of steps that run with arguments. */
const withArguments: readonly string[] = ["StepRun", "Step", "StepPlanned", "StepError", "StepFailed"];

/**
 * Starts a new run of the same function with the same events and answers its id. Rate limit, debounce, batching and
 * idempotency do not apply to it, everything else does. Throws `not-found`, `invalid-option` or `refused` with what is wrong.
 */
export function rerun(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  { fromStep }: RerunOptions = {},
): string {
  const { store } = kernel;
  const original = store.runs.get(runId);
  if (!original) throw new EmbeddedInngestError("not-found", `There is no run "${runId}".`);
  const config = kernel.registry.get(original.slug);
  if (!config) {
    throw new EmbeddedInngestError("not-found", `The function "${original.slug}" is not registered any more.`);
  }
  const step = fromStep && findStep(kernel, original, fromStep.stepId);
  const input = fromStep && step && readInput(step, fromStep.input);
  const events = store.events.rows(store.runs.eventIds(runId)).map(readEvent);
  const started = startRun(kernel, transaction, config, events, { batchId: original.batchId, isRerun: true });
  if (started.kind !== "run") {
    const why = started.kind === "dropped" ? started.reason : "its events are held back";
    throw new EmbeddedInngestError("refused", `The run "${runId}" cannot be repeated now: ${why}.`);
  }
  store.reruns.insert(started.runId, { originalRunId: runId, fromStepId: step?.stepId ?? null });
  if (step) keepStepsBefore(kernel, runId, step, started.runId);
  if (step && input !== undefined) store.reruns.setInput(started.runId, step.stepId, input);
  return started.runId;
}

function findStep(kernel: Kernel, original: RunRow, stepId: string): StepRow {
  const step = kernel.store.steps.get(original.runId, stepId);
  if (step) return step;
  throw new EmbeddedInngestError(
    "invalid-option",
    `The run "${original.runId}" has no step "${stepId}". Give a step's id as runs.get lists it.`,
  );
}

/** The edited input as JSON; undefined when there is none. */
function readInput(step: StepRow, input: unknown): string | undefined {
  if (input === undefined) return undefined;
  const refuse = (problem: string): never => {
    throw new EmbeddedInngestError("invalid-option", `The input of step "${step.name}" ${problem}.`);
  };
  if (!withArguments.includes(step.op)) return refuse(`cannot be edited: it is no step.run (${step.op})`);
  if (!Array.isArray(input)) return refuse("must be a list of arguments");
  const json = JSON.stringify(input);
  if (byteLength(json) > limits.stepInputBytes) return refuse("exceeds 4 MB");
  return json;
}

function readEvent(row: EventRow): IncomingEvent {
  const content = JSON.parse(row.body) as Record<string, unknown>;
  return { row, content, timestamp: Number(content.ts) };
}

/** Takes over the results recorded before a step; all there are when the step has none itself. */
function keepStepsBefore(kernel: Kernel, runId: string, until: StepRow, newRunId: string): void {
  const { steps, runs } = kernel.store;
  const recorded = steps
    .all(runId)
    .filter((row) => row.position !== null && (row.status === "completed" || row.status === "failed"))
    .filter((row) => row.stepId !== until.stepId && Number(row.position) < (until.position ?? Number.POSITIVE_INFINITY))
    .sort((left, right) => Number(left.position) - Number(right.position));
  for (const { stepId, op, name, race, status, value, attempts, startedAt, endedAt } of recorded) {
    if (value === null || (status !== "completed" && status !== "failed")) continue;
    const report = { stepId, op, name, race: race === 1 };
    steps.record(newRunId, report, { status, value, attempts, startedAt, endedAt: endedAt ?? 0 });
    runs.addStep(newRunId, byteLength(value));
  }
}
