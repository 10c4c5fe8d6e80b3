import type { Operation } from "../driver/operation.ts";
import { readGatewayRequest } from "../gateway/gateway-request.ts";
import { byteLength } from "../json.ts";
import type { Kernel, SerializedError, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { QueueItem } from "../store/queue.ts";
import type { RunRow } from "../store/runs.ts";
import { enqueue, finishItem, reschedule } from "./enqueue.ts";
import { noteAttempt } from "./note-attempt.ts";
import { openStep, refuseStep } from "./open-steps.ts";
import { closeStep } from "./record-step.ts";
import { maxAttemptsOf, retryDelay } from "./retry.ts";

/** `step.fetch` and `step.ai.infer`: the engine makes the call, in a queue item of its own. */
export function openGateway(kernel: Kernel, transaction: Transaction, run: RunRow, operation: Operation): void {
  const read = readGatewayRequest(operation);
  if ("problem" in read) {
    refuseStep(kernel, transaction, run, operation, read.problem);
    return;
  }
  if (read.request.body !== undefined && byteLength(read.request.body) > limits.stepInputBytes) {
    refuseStep(kernel, transaction, run, operation, "its body exceeds 4 MB.");
    return;
  }
  if (!openStep(kernel, transaction, run, operation)) return;
  kernel.store.gatewayRequests.insert(run.runId, operation.id, read.request);
  enqueue(kernel, transaction, run, { kind: "gateway", stepId: operation.id, at: transaction.now });
}

/** Ends a gateway step with its result, the JSON of `{ data }`; one too large for a step is an error that code may catch. */
export function finishGateway(kernel: Kernel, transaction: Transaction, item: QueueItem, value: string): void {
  if (byteLength(value) <= limits.stepOutputBytes) {
    close(kernel, transaction, item, { status: "completed", value });
    return;
  }
  const message = "The answer is larger than a step's result may be, 4 MB.";
  failGateway(kernel, transaction, item, { name: "GatewayError", message });
}

/** Ends a gateway step with an error, which code may catch. */
export function failGateway(kernel: Kernel, transaction: Transaction, item: QueueItem, error: SerializedError): void {
  const { runId, stepId } = item;
  noteAttempt(kernel, transaction, { runId, stepId: stepId ?? "", attempt: item.attempt + 1, error });
  close(kernel, transaction, item, { status: "failed", value: JSON.stringify({ error }) });
}

/** Makes a failed call again after its delay, or ends its step when that was the last attempt. */
export function retryGateway(
  kernel: Kernel,
  transaction: Transaction,
  item: QueueItem,
  error: SerializedError,
  retryAfter: string | undefined,
): void {
  const attempt = item.attempt + 1;
  if (attempt >= maxAttemptsOf(kernel, item)) {
    failGateway(kernel, transaction, item, error);
    return;
  }
  const stepId = item.stepId ?? "";
  noteAttempt(kernel, transaction, { runId: item.runId, stepId, attempt, error });
  const step = kernel.store.steps.get(item.runId, stepId);
  if (step) {
    const report = { stepId, op: step.op, name: step.name, race: step.race === 1 };
    kernel.store.steps.retrying(item.runId, report, attempt, JSON.stringify({ error }), transaction.now);
  }
  const at = transaction.now + retryDelay(kernel, item.attempt, retryAfter, transaction.now);
  reschedule(kernel, transaction, item, { at, attempt });
}

function close(
  kernel: Kernel,
  transaction: Transaction,
  item: QueueItem,
  result: { readonly status: "completed" | "failed"; readonly value: string },
): void {
  const stepId = item.stepId ?? "";
  finishItem(kernel, transaction, item);
  kernel.store.gatewayRequests.delete(item.runId, stepId);
  closeStep(kernel, transaction, item.runId, stepId, { ...result, attempts: item.attempt + 1 });
}
