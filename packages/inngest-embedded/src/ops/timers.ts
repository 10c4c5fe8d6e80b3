import { cancelRun } from "../events/dispatch.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import type { QueueItem } from "../store/queue.ts";
import { expireWait } from "./end-wait.ts";
import { enqueue } from "./enqueue.ts";
import { closeStep } from "./record-step.ts";

const timeoutMessages = {
  start: "The run did not start within its timeouts.start.",
  finish: "The run did not finish within its timeouts.finish.",
} as const;

/** Does what a due timer is there for. One that is gone from the file does nothing. */
export function fireTimer(kernel: Kernel, transaction: Transaction, item: QueueItem): void {
  if (!kernel.store.queue.delete(item.itemId)) return;
  switch (item.kind) {
    case "sleep":
      closeStep(kernel, transaction, item.runId, item.stepId ?? "", { status: "completed", value: "null" });
      return;
    case "wait":
      expireWait(kernel, transaction, item.runId, item.stepId ?? "");
      return;
    case "start-timeout":
      if (kernel.store.runs.get(item.runId)?.startedAt === null) {
        cancelRun(kernel, transaction, item.runId, timeoutMessages.start);
      }
      return;
    case "finish-timeout":
      cancelRun(kernel, transaction, item.runId, timeoutMessages.finish);
      return;
    default:
      throw new Error(`"${item.kind}" is no timer.`);
  }
}

/** Says which timeout of its run a call comes too late for; a timer tells first, unless no engine ran then. */
function missedTimeout(kernel: Kernel, item: QueueItem, now: number): string | undefined {
  const { startTimeoutMs, finishTimeoutMs } = kernel.registry.get(item.slug) ?? {};
  if (startTimeoutMs === undefined && finishTimeoutMs === undefined) return undefined;
  const run = kernel.store.runs.get(item.runId);
  if (!run) return undefined;
  if (run.startedAt !== null) {
    return finishTimeoutMs !== undefined && now > run.startedAt + finishTimeoutMs ? timeoutMessages.finish : undefined;
  }
  const startsLate = startTimeoutMs !== undefined && run.batchId === null && now > run.createdAt + startTimeoutMs;
  return startsLate ? timeoutMessages.start : undefined;
}

/**
 * Takes a call out of the queue for this process: a new generation, and the run's start where it is its first. Cancels
 * the run instead, and answers undefined, when it comes too late for one of the run's timeouts.
 */
export function leaseItem(kernel: Kernel, transaction: Transaction, item: QueueItem): QueueItem | undefined {
  const missed = missedTimeout(kernel, item, transaction.now);
  if (missed !== undefined) {
    cancelRun(kernel, transaction, item.runId, missed);
    return undefined;
  }
  const leased = { ...item, generation: item.generation + 1 };
  kernel.store.queue.lease(leased.itemId, leased.generation);
  if (item.kind !== "start" || !kernel.store.runs.start(item.runId, transaction.now)) return leased;
  const finishMs = kernel.registry.get(item.slug)?.finishTimeoutMs;
  if (finishMs !== undefined) {
    enqueue(kernel, transaction, item, { kind: "finish-timeout", at: transaction.now + finishMs });
  }
  return leased;
}
