import type { Kernel, SerializedError, Transaction } from "../kernel.ts";
import { backoffDelay, retryAfterDelay } from "../queue/backoff.ts";
import type { QueueItem } from "../store/queue.ts";
import { endRun } from "./end-run.ts";
import { finishItem, reschedule } from "./enqueue.ts";
import { noteAttempt } from "./note-attempt.ts";
import { closeStep } from "./record-step.ts";

/** Attempts of a function this process does not know: the service's default. */
const defaultMaxAttempts = 5;

/** How many calls an item may take in all. */
export function maxAttemptsOf(kernel: Kernel, item: QueueItem): number {
  const known = kernel.registry.get(item.slug)?.maxAttempts ?? kernel.store.endpointRuns.maxAttempts(item.runId);
  return known ?? defaultMaxAttempts;
}

/** Milliseconds until the next attempt after failed attempt `attempt` (from 0). */
export function retryDelay(kernel: Kernel, attempt: number, retryAfter: string | undefined, now: number): number {
  return retryAfterDelay(retryAfter, now) ?? backoffDelay(attempt, kernel.retryInterval);
}

/** Repeats a failed call after its delay, or fails the run when that was the last attempt. */
export function retryItem(
  kernel: Kernel,
  transaction: Transaction,
  item: QueueItem,
  error: SerializedError,
  retryAfter?: string,
): void {
  if (item.attempt + 1 >= maxAttemptsOf(kernel, item)) {
    endRun(kernel, transaction, item.runId, { status: "failed", error });
    return;
  }
  const delay = retryDelay(kernel, item.attempt, retryAfter, transaction.now);
  reschedule(kernel, transaction, item, { at: transaction.now + delay, attempt: item.attempt + 1 });
}

/**
 * Deals with an item that was leased when the process died. It counts an attempt, so that a step that kills the
 * process does not do so for ever; after the last one a planned step fails, and user code may catch that.
 */
export function recoverItem(kernel: Kernel, transaction: Transaction, item: QueueItem): void {
  const attempt = item.attempt + 1;
  const isOfStep = (item.kind === "step" || item.kind === "gateway") && item.stepId !== null;
  noteAttempt(kernel, transaction, {
    ...{ runId: item.runId, stepId: isOfStep ? (item.stepId ?? "") : "", attempt },
    error: { name: "ProcessStoppedError", message: "The process stopped during this attempt." },
  });
  if (attempt < maxAttemptsOf(kernel, item)) {
    reschedule(kernel, transaction, item, { at: transaction.now, attempt });
    return;
  }
  const error = {
    name: "ProcessStoppedError",
    message: `The process stopped during each of the ${attempt} attempts of this call; it is not tried again.`,
  };
  if ((item.kind === "step" || item.kind === "gateway") && item.stepId !== null) {
    finishItem(kernel, transaction, item);
    kernel.store.gatewayRequests.delete(item.runId, item.stepId);
    const value = JSON.stringify({ error });
    closeStep(kernel, transaction, item.runId, item.stepId, { status: "failed", value, attempts: attempt });
  } else {
    endRun(kernel, transaction, item.runId, { status: "failed", error });
  }
}
