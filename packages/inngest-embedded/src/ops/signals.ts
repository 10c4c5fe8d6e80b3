import type { Operation } from "../driver/operation.ts";
import { stringOf } from "../json.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import type { RunRow } from "../store/runs.ts";
import { failRun } from "./end-run.ts";
import { resumeWithSignal } from "./end-wait.ts";
import { enqueue } from "./enqueue.ts";
import { openStep, readUntil, refuseStep } from "./open-steps.ts";

/** What the service calls it when two runs wait for the same signal and the second did not ask to replace the first. */
const conflictMessage = "Signal conflict; signal wait already exists for another run";

/** `step.waitForSignal`. A signal goes to one step: a second wait fails its run, or takes the first one's place. */
export function waitForSignal(kernel: Kernel, transaction: Transaction, run: RunRow, operation: Operation): void {
  const { store } = kernel;
  const { now } = transaction;
  const signal = stringOf(operation.options.signal) ?? "";
  const until = readUntil(stringOf(operation.options.timeout) ?? "", now);
  const refuse = (problem: string): void => refuseStep(kernel, transaction, run, operation, problem);
  if ("problem" in until) {
    refuse(`timeout: ${until.problem}`);
    return;
  }
  if (signal === "") {
    refuse("it names no signal to wait for.");
    return;
  }
  if (!openStep(kernel, transaction, run, operation)) return;
  const holder = store.signals.get(signal);
  // A wait whose time is over holds nothing, even when its timer has not fired yet.
  if (holder && holder.expiresAt > now && operation.options.conflict !== "replace") {
    failRun(kernel, transaction, run.runId, "SignalConflict", conflictMessage);
    return;
  }
  const { runId } = run;
  const stepId = operation.id;
  store.signals.claim(signal, { runId, stepId, expiresAt: until.at });
  store.pauses.insert({
    runId,
    stepId,
    kind: "signal",
    eventName: null,
    expression: null,
    bindings: null,
    expiresAt: until.at,
  });
  enqueue(kernel, transaction, run, { kind: "wait", stepId, at: until.at });
}

/** Hands a signal to the step that waits for it and answers its run; undefined when none waits. */
export function sendSignal(
  kernel: Kernel,
  transaction: Transaction,
  signal: string,
  data: unknown,
): string | undefined {
  const holder = kernel.store.signals.get(signal);
  if (!holder || holder.expiresAt <= transaction.now) return undefined;
  const value = JSON.stringify({ data: { signal, data: data ?? null } });
  return resumeWithSignal(kernel, transaction, holder.runId, holder.stepId, value) ? holder.runId : undefined;
}
