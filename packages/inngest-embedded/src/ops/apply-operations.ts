import type { Operation } from "../driver/operation.ts";
import { runCompleteStepId } from "../identifiers.ts";
import type { Kernel, SerializedError, Transaction } from "../kernel.ts";
import type { QueueItem } from "../store/queue.ts";
import type { RunRow } from "../store/runs.ts";
import { isDeferOperation, noteDefer } from "./defers.ts";
import { endRun, failRun } from "./end-run.ts";
import { enqueueDiscovery, finishItem } from "./enqueue.ts";
import { openGateway } from "./gateway.ts";
import { saveMetadata } from "./metadata.ts";
import { noteAttempt } from "./note-attempt.ts";
import { invoke, planStep, sleep, waitForEvent } from "./open-steps.ts";
import { continueAfter, recordStep } from "./record-step.ts";
import { maxAttemptsOf, retryItem } from "./retry.ts";
import { waitForSignal } from "./signals.ts";

/** Operations that start a wait or a call and leave the step open. */
const openers: Readonly<Record<string, typeof planStep>> = {
  StepPlanned: planStep,
  Sleep: sleep,
  WaitForEvent: waitForEvent,
  WaitForSignal: waitForSignal,
  InvokeFunction: invoke,
  Gateway: openGateway,
  AIGateway: openGateway,
};

const unknownError: SerializedError = { name: "Error", message: "The step failed without saying why." };

/** Applies the operations of one answer, all in this transaction, and decides how the run goes on. */
export function applyOperations(
  kernel: Kernel,
  transaction: Transaction,
  run: RunRow,
  item: QueueItem,
  operations: readonly Operation[],
  retryAfter: string | undefined,
): void {
  const isOver = (): boolean => kernel.store.runs.get(run.runId)?.endedAt !== null;
  // A wait must be there before anything else in the answer causes the event it waits for.
  const ordered = [...operations].sort((left, right) => rank(left) - rank(right));
  let retried = false;
  let finished: Operation[] = [];
  for (const operation of ordered) {
    const opener = openers[operation.op];
    if (opener) opener(kernel, transaction, run, operation);
    else if (isDeferOperation(operation)) noteDefer(kernel, transaction, run, operation);
    else if (operation.op === "StepError" && item.attempt + 1 < maxAttemptsOf(kernel, item)) {
      noteFailure(kernel, transaction, run, item, operation);
      retryItem(kernel, transaction, item, operation.error ?? unknownError, retryAfter);
      retried = true;
    } else if (isStepEnd(operation)) {
      endStep(kernel, transaction, run, item, operation);
      finished = [...finished, operation];
    } else if (operation.op === "RunComplete" || operation.op === "SyncRunComplete") {
      completeRun(kernel, transaction, run, operation);
    } else if (operation.op === "DiscoveryRequest") {
      enqueueDiscovery(kernel, transaction, run);
    } else if (operation.op !== "None") {
      refuse(kernel, transaction, run, operation);
    }
    if (isOver()) return;
  }
  if (!retried) finishItem(kernel, transaction, item);
  if (finished.length === 0 || retried) return;
  // The result of a replay always needs another replay; that of a planned step only when its group is complete.
  if (item.kind === "step") continueAfter(kernel, transaction, run.runId, isRace(kernel, run, item));
  else enqueueDiscovery(kernel, transaction, run);
}

function rank(operation: Operation): number {
  return operation.op === "WaitForEvent" || operation.op === "WaitForSignal" || isDeferOperation(operation) ? 0 : 1;
}

function isStepEnd({ op }: Operation): boolean {
  return op === "StepRun" || op === "Step" || op === "StepFailed" || op === "StepError";
}

function isRace(kernel: Kernel, run: RunRow, item: QueueItem): boolean {
  return item.stepId !== null && kernel.store.steps.get(run.runId, item.stepId)?.race === 1;
}

function endStep(
  kernel: Kernel,
  transaction: Transaction,
  run: RunRow,
  item: Pick<QueueItem, "attempt">,
  operation: Operation,
): void {
  const failed = operation.op === "StepFailed" || operation.op === "StepError";
  if (failed && operation.id === runCompleteStepId) {
    noteAttempt(kernel, transaction, {
      ...{ runId: run.runId, stepId: "", attempt: item.attempt + 1 },
      error: operation.error ?? unknownError,
    });
    endRun(kernel, transaction, run.runId, { status: "failed", error: operation.error ?? unknownError });
    return;
  }
  saveStep(kernel, transaction, run.runId, operation, item.attempt + 1);
}

/** Records the result or the final error of a step the SDK ran. */
export function saveStep(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  operation: Operation,
  attempts: number,
): boolean {
  const failed = operation.op === "StepFailed" || operation.op === "StepError";
  if (!failed && !operation.hasData) {
    const message = `Step "${operation.label}" returned a value that is not JSON (a function, a symbol or a bigint). Return plain data.`;
    failRun(kernel, transaction, runId, "OutputError", message);
    return false;
  }
  const value = JSON.stringify(failed ? { error: operation.error ?? unknownError } : { data: operation.data });
  const { id: stepId, op, label: name, race } = operation;
  if (failed) {
    noteAttempt(kernel, transaction, { runId, stepId, attempt: attempts, error: operation.error ?? unknownError });
  }
  saveMetadata(kernel, transaction, runId, stepId, operation.metadata);
  return recordStep(
    kernel,
    transaction,
    runId,
    { stepId, op, name, race },
    {
      status: failed ? "failed" : "completed",
      value,
      attempts,
      startedAt: operation.startedAt,
      endedAt: transaction.now,
    },
  );
}

function noteFailure(
  kernel: Kernel,
  transaction: Transaction,
  run: RunRow,
  item: QueueItem,
  operation: Operation,
): void {
  const isOfFunction = operation.id === runCompleteStepId;
  const attempt = item.attempt + 1;
  const failure = { runId: run.runId, stepId: isOfFunction ? "" : operation.id, attempt };
  noteAttempt(kernel, transaction, { ...failure, error: operation.error ?? unknownError });
  if (isOfFunction) return;
  const { id: stepId, op, label: name, race, startedAt } = operation;
  const error = JSON.stringify({ error: operation.error ?? unknownError });
  saveMetadata(kernel, transaction, run.runId, stepId, operation.metadata);
  const report = { stepId, op, name, race };
  kernel.store.steps.retrying(run.runId, report, attempt, error, startedAt ?? transaction.now);
}

function completeRun(kernel: Kernel, transaction: Transaction, run: RunRow, operation: Operation): void {
  if (operation.hasData) {
    const output = JSON.stringify(operation.data);
    endRun(kernel, transaction, run.runId, { status: "completed", output });
    return;
  }
  const message = "The function returned a value that is not JSON (a function, a symbol or a bigint).";
  failRun(kernel, transaction, run.runId, "OutputError", message);
}

function refuse(kernel: Kernel, transaction: Transaction, run: RunRow, operation: Operation): void {
  const message = `The operation "${operation.op}" (step "${operation.label}") is not supported by this version of the embedded engine.`;
  failRun(kernel, transaction, run.runId, "UnsupportedOperation", message);
}
