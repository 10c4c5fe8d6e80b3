import type { Operation } from "../driver/operation.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import type { QueueItem } from "../store/queue.ts";
import { failRun } from "./end-run.ts";
import { reschedule } from "./enqueue.ts";
import { maxAttemptsOf } from "./retry.ts";

/** A checkpoint whose acknowledgement was lost is answered with its steps once more: one repetition is always allowed. */
const leastAttempts = 2;

const stepEnds: readonly string[] = ["StepRun", "Step", "StepFailed", "StepError"];

/** True when an answer holds only results that are recorded already: the run is where it was before the call. */
export function isRepetition(kernel: Kernel, item: QueueItem, operations: readonly Operation[]): boolean {
  if (item.kind === "step" || operations.length === 0) return false;
  return operations.every(({ op, id }) => {
    const status = stepEnds.includes(op) ? kernel.store.steps.get(item.runId, id)?.status : undefined;
    return status === "completed" || status === "failed";
  });
}

/** Calls again what only repeated itself, and fails the run when all attempts did: it would go round for ever. */
export function repeatCall(kernel: Kernel, transaction: Transaction, item: QueueItem): void {
  const attempt = item.attempt + 1;
  if (attempt < Math.max(maxAttemptsOf(kernel, item), leastAttempts)) {
    reschedule(kernel, transaction, item, { at: transaction.now, attempt });
    return;
  }
  const message = "The function reported steps as new, again and again, although their results were sent to it.";
  failRun(kernel, transaction, item.runId, "ProtocolError", message);
}
