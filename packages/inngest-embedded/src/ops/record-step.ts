import { byteLength } from "../json.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { StepRecord, StepReport } from "../store/steps.ts";
import { failRun } from "./end-run.ts";
import { enqueueDiscovery } from "./enqueue.ts";

const megabyte = 1024 * 1024;

function megabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`;
}

/**
 * Records a step's result once; a second report of the same step changes nothing. A result beyond a limit fails the
 * run with the reason. False when the run is over.
 */
export function recordStep(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  step: StepReport,
  record: StepRecord,
): boolean {
  const { store } = kernel;
  const run = store.runs.get(runId);
  if (!run || run.endedAt !== null) return false;
  const known = store.steps.get(runId, step.stepId);
  if (known?.status === "completed" || known?.status === "failed") return true;
  const bytes = byteLength(record.value);
  const problem = problemOf(step.name, bytes, run.stateBytes, run.stepCount);
  if (problem !== undefined) {
    failRun(kernel, transaction, runId, "LimitError", problem);
    return false;
  }
  store.steps.record(runId, step, record);
  store.runs.addStep(runId, bytes);
  return true;
}

function problemOf(name: string, bytes: number, stateBytes: number, stepCount: number): string | undefined {
  if (bytes > limits.stepOutputBytes) {
    return `The result of step "${name}" is ${megabytes(bytes)}; at most ${megabytes(limits.stepOutputBytes)} are kept. Store it elsewhere and return a reference.`;
  }
  if (stateBytes + bytes > limits.runStateBytes) {
    return `The step results of this run exceed ${megabytes(limits.runStateBytes)} together at step "${name}". Store them elsewhere and return references.`;
  }
  if (stepCount >= limits.stepsPerRun) {
    return `A run has at most ${limits.stepsPerRun} steps; "${name}" is one more. Split the work over functions with step.invoke.`;
  }
  return undefined;
}

/**
 * After a step ended on its own: replays the function, unless other steps of the same parallel group are still open.
 * A step of a race, and any step of a function that turned parallel optimisation off, replays it at once. Only after a
 * sleep may that replay be told to plan (see `plansFrom`).
 */
export function continueAfter(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  race: boolean,
  isSleep = false,
): void {
  const run = kernel.store.runs.get(runId);
  if (!run || run.endedAt !== null) return;
  const isVersion1 = run.requestVersion === 1;
  if (!race && !isVersion1 && kernel.store.steps.hasOpenGroup(runId)) return;
  if (run.forcePlan === 1 && !isVersion1 && !isSleep) kernel.store.runs.setRequest(runId, run.requestVersion, false);
  enqueueDiscovery(kernel, transaction, run);
}

/** Records the end of an open step (a timer, a wait or an invoke) and continues its run. */
export function closeStep(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  stepId: string,
  result: { readonly status: "completed" | "failed"; readonly value: string; readonly attempts?: number },
): void {
  const step = kernel.store.steps.get(runId, stepId);
  if (step?.status !== "open") return;
  const report: StepReport = { stepId, op: step.op, name: step.name, race: step.race === 1 };
  const recorded = recordStep(kernel, transaction, runId, report, {
    attempts: 1,
    ...result,
    startedAt: step.startedAt,
    endedAt: transaction.now,
  });
  if (recorded) continueAfter(kernel, transaction, runId, report.race, step.op === "Sleep");
}
