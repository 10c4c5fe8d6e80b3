import type { ClassifiedResponse } from "../driver/classify.ts";
import type { Operation } from "../driver/operation.ts";
import type { Kernel, SerializedError, Transaction } from "../kernel.ts";
import type { QueueItem } from "../store/queue.ts";
import type { RunRow } from "../store/runs.ts";
import { applyOperations } from "./apply-operations.ts";
import { isDeferOperation } from "./defers.ts";
import { endRun } from "./end-run.ts";
import { failGateway, finishGateway, retryGateway } from "./gateway.ts";
import { noteAttempt } from "./note-attempt.ts";
import { isRepetition, repeatCall } from "./repetition.ts";
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
  const noteFailure = (error: SerializedError): void => {
    const stepId = item.kind === "step" ? (item.stepId ?? "") : "";
    noteAttempt(kernel, transaction, { runId: run.runId, stepId, attempt: item.attempt + 1, error });
  };
  switch (outcome.kind) {
    case "completed":
      endRun(kernel, transaction, run.runId, { status: "completed", output: outcome.output });
      return;
    case "failed":
      noteFailure(outcome.error);
      endRun(kernel, transaction, run.runId, { status: "failed", error: outcome.error });
      return;
    case "fetched":
      finishGateway(kernel, transaction, item, outcome.value);
      return;
    case "unfetchable":
      failGateway(kernel, transaction, item, outcome.error);
      return;
    case "retry":
      if (item.kind === "gateway") {
        retryGateway(kernel, transaction, item, outcome.error, outcome.retryAfter);
        return;
      }
      noteFailure(outcome.error);
      retryItem(kernel, transaction, item, outcome.error, outcome.retryAfter);
      return;
    case "operations": {
      if (isRepetition(kernel, item, outcome.operations)) {
        repeatCall(kernel, transaction, item);
        return;
      }
      const forcePlan = plansFrom(run, item, version, outcome.operations);
      if (version !== run.requestVersion || forcePlan !== (run.forcePlan === 1)) {
        store.runs.setRequest(run.runId, version, forcePlan);
      }
      const current = { ...run, requestVersion: version };
      applyOperations(kernel, transaction, current, item, outcome.operations, outcome.retryAfter);
      rescueStranded(kernel, transaction, item);
    }
  }
}

/** Whether the run's next replay may only plan. */
function plansFrom(run: RunRow, item: QueueItem, version: number, operations: readonly Operation[]): boolean {
  const eager = operations.filter((operation) => !isDeferOperation(operation));
  // Version 1 is the SDK without parallel optimisation: once parallel, it plans every step to the end.
  if (version === 1) return run.forcePlan === 1 || eager.length > 1;
  if (item.kind === "step") return run.forcePlan === 1;
  // Like the service, which goes on from a parallel group that ended with a sleep as if the group were still open.
  return eager.length > 1 && eager.some(({ op }) => op === "Sleep");
}

/** Calls a run again that has neither work nor a wait left; as a retry, so that it cannot go round for ever. */
function rescueStranded(kernel: Kernel, transaction: Transaction, item: QueueItem): void {
  if (!kernel.store.runs.isStranded(item.runId)) return;
  kernel.logger.warn("A run reported nothing to do and waits for nothing; it is called again.", {
    run: item.runId,
    function: item.slug,
  });
  const error = { name: "StrandedRunError", message: "The function neither returned nor reported a step." };
  noteAttempt(kernel, transaction, { runId: item.runId, stepId: "", attempt: item.attempt + 1, error });
  kernel.store.queue.insert({ ...item, stepId: null, kind: "discover" });
  retryItem(kernel, transaction, { ...item, stepId: null, kind: "discover" }, error);
}
