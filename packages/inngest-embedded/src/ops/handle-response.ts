import type { ClassifiedResponse } from "../driver/classify.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import type { QueueItem } from "../store/queue.ts";
import { applyOperations } from "./apply-operations.ts";
import { endRun } from "./end-run.ts";
import { retryItem } from "./retry.ts";

/** Applies an answer of the SDK, unless its item belongs to another generation by now or its run is over. */
export function handleResponse(
  kernel: Kernel,
  transaction: Transaction,
  item: QueueItem,
  { outcome, requestVersion }: ClassifiedResponse,
): void {
  const { store } = kernel;
  if (!store.queue.exists(item.itemId, item.generation)) return;
  const run = store.runs.get(item.runId);
  if (!run || run.endedAt !== null) return;
  const version = requestVersion ?? run.requestVersion;
  switch (outcome.kind) {
    case "completed":
      endRun(kernel, transaction, run.runId, { status: "completed", output: outcome.output });
      return;
    case "failed":
      endRun(kernel, transaction, run.runId, { status: "failed", error: outcome.error });
      return;
    case "retry":
      retryItem(kernel, transaction, item, outcome.error, outcome.retryAfter);
      return;
    case "operations": {
      // Version 1 is the SDK without parallel optimisation: once parallel, it plans every step to the end.
      const forcePlan = run.forcePlan === 1 || (version === 1 && outcome.operations.length > 1);
      if (version !== run.requestVersion || forcePlan !== (run.forcePlan === 1)) {
        store.runs.setRequest(run.runId, version, forcePlan);
      }
      const current = { ...run, requestVersion: version };
      applyOperations(kernel, transaction, current, item, outcome.operations, outcome.retryAfter);
      rescueStranded(kernel, transaction, item);
    }
  }
}

/** Calls a run again that has neither work nor a wait left; as a retry, so that it cannot go round for ever. */
function rescueStranded(kernel: Kernel, transaction: Transaction, item: QueueItem): void {
  if (!kernel.store.runs.isStranded(item.runId)) return;
  kernel.logger.warn("A run reported nothing to do and waits for nothing; it is called again.", {
    run: item.runId,
    function: item.slug,
  });
  const error = { name: "StrandedRunError", message: "The function neither returned nor reported a step." };
  kernel.store.queue.insert({ ...item, stepId: null, kind: "discover" });
  retryItem(kernel, transaction, { ...item, stepId: null, kind: "discover" }, error);
}
