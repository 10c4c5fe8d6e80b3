import { readOperation } from "../driver/operation.ts";
import { isRecord, numberOf, stringOf } from "../json.ts";
import type { Kernel } from "../kernel.ts";
import type { QueueItem } from "../store/queue.ts";
import { saveStep } from "./apply-operations.ts";
import { isDeferOperation, noteDefer } from "./defers.ts";
import { failRun } from "./end-run.ts";

/** `stale`: the call belongs to a generation or run that is over; the SDK stops it. */
export type CheckpointVerdict = "saved" | "stale" | "invalid";

/** The calls that are being made now, as far as a checkpoint needs them. */
export interface LeasedCalls {
  get(itemId: number): QueueItem | undefined;
  /** Notes progress: the call's time starts anew, and so do its attempts. */
  progressed(itemId: number): void;
}

/** Records steps a running call reports on its way (`POST /v1/checkpoint/:run/async`). */
export async function checkpoint(
  kernel: Kernel,
  runId: string,
  body: unknown,
  calls: LeasedCalls,
): Promise<CheckpointVerdict> {
  if (!isRecord(body) || !Array.isArray(body.steps)) return "invalid";
  const operations = body.steps.map(readOperation);
  const item = calls.get(Number(stringOf(body.qi_id)));
  const isCurrent = item?.runId === runId && item.generation === numberOf(body.generation_id);
  if (!item || !isCurrent) return "stale";
  return kernel.submit((transaction): CheckpointVerdict => {
    const { store } = kernel;
    if (!store.queue.exists(item.itemId, item.generation)) return "stale";
    const run = store.runs.get(runId);
    if (!run || run.endedAt !== null) return "stale";
    const defers = operations.filter((operation) => operation !== undefined && isDeferOperation(operation));
    for (const operation of defers) {
      if (operation && !noteDefer(kernel, transaction, run, operation)) return "stale";
    }
    const steps = operations.filter((operation) => !defers.includes(operation));
    for (const operation of steps) {
      if (operation?.op !== "StepRun" && operation?.op !== "Step") {
        const message = `The SDK checkpointed "${operation?.op ?? "?"}", which this version of the engine does not support.`;
        failRun(kernel, transaction, runId, "UnsupportedOperation", message);
        return "stale";
      }
      if (!saveStep(kernel, transaction, runId, operation, item.attempt + 1)) return "stale";
    }
    // A defer alone is no progress: a function that defers and then fails would have its attempts back each time.
    if (steps.length === 0) return "saved";
    if (item.attempt > 0) store.queue.resetAttempt(item.itemId);
    transaction.afterCommit(() => calls.progressed(item.itemId));
    return "saved";
  });
}
