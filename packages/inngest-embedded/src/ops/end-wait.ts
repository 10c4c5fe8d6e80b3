import type { Kernel, Transaction } from "../kernel.ts";
import type { PauseRow } from "../store/pauses.ts";
import { closeStep } from "./record-step.ts";

const invokeTimeout = JSON.stringify({
  error: { name: "InngestInvokeTimeoutError", message: "Timed out waiting for invoked function to complete" },
});

/** Takes a step's wait away, with its timer. Whoever comes second finds nothing. */
function takeWait(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  stepId: string,
): PauseRow["kind"] | undefined {
  const taken = kernel.store.pauses.take(runId, stepId);
  if (!taken) return undefined;
  if (taken.kind === "signal") kernel.store.signals.release(runId, stepId);
  const timer = kernel.store.queue.deleteTimer(runId, stepId, "wait");
  transaction.afterCommit(() => {
    kernel.pauses.remove(taken.pauseId);
    if (timer !== undefined) kernel.due.remove(timer);
  });
  return taken.kind;
}

/** Ends a step's wait for an event with that event. */
export function resumeWithEvent(kernel: Kernel, transaction: Transaction, pause: PauseRow, body: string): void {
  if (pause.stepId === null || !takeWait(kernel, transaction, pause.runId, pause.stepId)) return;
  closeStep(kernel, transaction, pause.runId, pause.stepId, { status: "completed", value: `{"data":${body}}` });
}

/** Ends a step's wait for a signal with this value; false when it is over already. */
export function resumeWithSignal(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  stepId: string,
  value: string,
): boolean {
  if (!takeWait(kernel, transaction, runId, stepId)) return false;
  closeStep(kernel, transaction, runId, stepId, { status: "completed", value });
  return true;
}

/** Ends the invoke that waits for this correlation id (`<run>.<step>`) with the invoked run's result or error. */
export function resumeInvoke(kernel: Kernel, transaction: Transaction, correlation: string, value: string): void {
  const [runId = "", stepId = ""] = correlation.split(".");
  if (!takeWait(kernel, transaction, runId, stepId)) return;
  const status = value.startsWith('{"error"') ? "failed" : "completed";
  closeStep(kernel, transaction, runId, stepId, { status, value });
}

/** Ends a wait whose time is over: null for an event or a signal, an error for an invoke. */
export function expireWait(kernel: Kernel, transaction: Transaction, runId: string, stepId: string): void {
  const kind = takeWait(kernel, transaction, runId, stepId);
  if (kind === "invoke") {
    closeStep(kernel, transaction, runId, stepId, { status: "failed", value: invokeTimeout });
  } else if (kind === "event" || kind === "signal") {
    closeStep(kernel, transaction, runId, stepId, { status: "completed", value: "null" });
  }
}
