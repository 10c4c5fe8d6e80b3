import { type EventParts, emitInternal, internalEvents } from "../events/create-event.ts";
import type { Kernel, SerializedError, Transaction } from "../kernel.ts";
import type { RunRow } from "../store/runs.ts";
import { emitDefers } from "./emit-defers.ts";

/** How a run ends: with the JSON of its result, an error, or cancelled for a reason. */
export type RunOutcome =
  | { readonly status: "completed"; readonly output: string }
  | { readonly status: "failed"; readonly error: SerializedError }
  | { readonly status: "cancelled"; readonly error: SerializedError };

const statusNames = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" } as const;
/** Runs these start do not report their own end, or a handler of failures could start itself for ever. */
const silentTriggers: readonly unknown[] = [internalEvents.failed, internalEvents.finished];

/** Ends a run: drops its queue items and waits, tells who invoked it, and emits the events of its end. False when it has ended already. */
export function endRun(kernel: Kernel, transaction: Transaction, runId: string, outcome: RunOutcome): boolean {
  const { store } = kernel;
  const run = store.runs.get(runId);
  if (!run || run.endedAt !== null) return false;
  const output = outcome.status === "completed" ? outcome.output : null;
  const error = outcome.status === "completed" ? null : JSON.stringify(outcome.error);
  store.runs.end(runId, { status: outcome.status, output, error }, transaction.now);
  store.steps.abandon(runId);
  store.signals.releaseRun(runId);
  store.gatewayRequests.deleteRun(runId);
  const items = store.queue.deleteRun(runId);
  const pauses = store.pauses.deleteRun(runId);
  if (run.singletonKey !== null) store.flow.letGo(run.singletonKey, runId);
  for (const correlation of run.correlation?.split(",") ?? []) {
    const value = outcome.status === "completed" ? `{"data":${outcome.output}}` : `{"error":${error}}`;
    transaction.followUp({ kind: "resume", correlation, value });
  }
  emitEnd(kernel, transaction, run, outcome);
  emitDefers(kernel, transaction, run);
  transaction.afterCommit(() => {
    for (const itemId of items) kernel.due.remove(itemId);
    for (const pauseId of pauses) kernel.pauses.remove(pauseId);
    kernel.runEnds.notify(runId);
  });
  return true;
}

/** Fails a run for a reason found by the engine. */
export function failRun(kernel: Kernel, transaction: Transaction, runId: string, name: string, message: string): void {
  endRun(kernel, transaction, runId, { status: "failed", error: { name, message } });
}

function emitEnd(kernel: Kernel, transaction: Transaction, run: RunRow, outcome: RunOutcome): void {
  const names: string[] = [internalEvents.finished];
  if (outcome.status === "failed") names.push(internalEvents.failed);
  if (outcome.status === "cancelled") names.push(internalEvents.cancelled);
  const known = createEndData(kernel, run, outcome);
  for (const name of names) {
    emitInternal(kernel, transaction, name, () => {
      const data = known();
      // The run id as event id: a failure reported twice starts its handler once.
      return data && { name, data, publicId: name === internalEvents.finished ? undefined : run.runId };
    });
  }
}

/** Builds the data of the end events when first asked; undefined for runs that must not report their end. */
function createEndData(kernel: Kernel, run: RunRow, outcome: RunOutcome): () => EventParts["data"] | undefined {
  let data: EventParts["data"] | undefined;
  let built = false;
  return () => {
    if (built) return data;
    built = true;
    const events = kernel.store.events
      .bodies(kernel.store.runs.eventIds(run.runId))
      .map((body) => JSON.parse(body) as Record<string, unknown>);
    if (silentTriggers.includes(events[0]?.name)) return undefined;
    data = {
      function_id: run.slug,
      run_id: run.runId,
      event: events[0],
      events,
      ...(outcome.status === "completed"
        ? { result: JSON.parse(outcome.output) as unknown }
        : { error: outcome.error }),
      ...(run.correlation === null ? {} : { correlation_id: run.correlation }),
      _inngest: { status: statusNames[outcome.status] },
    };
    return data;
  };
}
