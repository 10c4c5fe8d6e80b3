import type { Kernel, Transaction } from "../kernel.ts";
import type { QueueItem, QueueKind } from "../store/queue.ts";
import type { RunRow } from "../store/runs.ts";

/** What is queued for a run. */
export interface NewItem {
  readonly kind: QueueKind;
  readonly stepId?: string;
  readonly at: number;
  readonly plannedPosition?: number;
}

/** Queues a call or a timer for a run. */
export function enqueue(
  kernel: Kernel,
  transaction: Transaction,
  run: Pick<RunRow, "runId" | "slug" | "score" | "gateValues" | "throttleKey">,
  { kind, stepId, at, plannedPosition }: NewItem,
): void {
  const item: QueueItem = {
    itemId: kernel.store.queue.nextId(),
    runId: run.runId,
    kind,
    stepId: stepId ?? null,
    at,
    attempt: 0,
    generation: 0,
    plannedPosition: plannedPosition ?? 0,
    slug: run.slug,
    score: run.score,
    gateValues: run.gateValues,
    throttleKey: run.throttleKey,
  };
  kernel.store.queue.insert(item);
  transaction.afterCommit(() => kernel.due.add(item));
}

/** Queues a replay of the function body, unless a fresh one is waiting already. */
export function enqueueDiscovery(kernel: Kernel, transaction: Transaction, run: RunRow): void {
  if (kernel.store.queue.hasDiscovery(run.runId)) return;
  enqueue(kernel, transaction, run, { kind: "discover", at: transaction.now });
}

/** Puts a leased item back, to run at `at` as another generation. */
export function reschedule(
  kernel: Kernel,
  transaction: Transaction,
  item: QueueItem,
  change: { readonly at: number; readonly attempt: number },
): void {
  const next: QueueItem = { ...item, ...change, generation: item.generation + 1 };
  kernel.store.queue.reschedule(next.itemId, next.at, next.attempt, next.generation);
  transaction.afterCommit(() => kernel.due.add(next));
}

/** Deletes an item whose work is done. */
export function finishItem(kernel: Kernel, transaction: Transaction, item: QueueItem): void {
  kernel.store.queue.delete(item.itemId);
  transaction.afterCommit(() => kernel.due.remove(item.itemId));
}
