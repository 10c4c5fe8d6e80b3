import type { Kernel } from "../kernel.ts";

/** What a call is told of its run's past. */
export interface RunState {
  /** Recorded results by step, and the edited inputs of steps that are still to run. */
  readonly steps: Record<string, unknown>;
  /** The steps with a result, in the order of their recording. */
  readonly stack: readonly string[];
  readonly hasEditedInputs: boolean;
}

/** Reads what was recorded of a run up to a position. */
export function readRunState(kernel: Kernel, runId: string, upTo: number): RunState {
  const memo = kernel.store.steps.memo(runId, upTo);
  const inputs = kernel.store.reruns.openInputs(runId);
  const steps: Record<string, unknown> = {};
  for (const { stepId, value } of memo) steps[stepId] = JSON.parse(value);
  for (const { stepId, input } of inputs) steps[stepId] = { input: JSON.parse(input) as unknown };
  return { steps, stack: memo.map(({ stepId }) => stepId), hasEditedInputs: inputs.length > 0 };
}

/** What a run has deferred, as its calls are told so that they do not report it again. */
export function reportedDefers(kernel: Kernel, runId: string): Record<string, { readonly abortable: boolean }> {
  const rows = kernel.store.defers.reported(runId);
  return Object.fromEntries(rows.map(({ hashedId, status }) => [hashedId, { abortable: status === "added" }]));
}
