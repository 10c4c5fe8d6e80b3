import { compileExpression } from "../cel/expression.ts";
import type { IncomingEvent, Kernel, Transaction } from "../kernel.ts";
import { endRun } from "../ops/end-run.ts";
import { resumeWithEvent } from "../ops/end-wait.ts";
import { schedule } from "../schedule/schedule.ts";
import type { PauseRow } from "../store/pauses.ts";

/** Lets an event do all it can: end waits, cancel runs, then start functions, which thus never see their own trigger. */
export function dispatchEvent(kernel: Kernel, transaction: Transaction, event: IncomingEvent): void {
  const { name } = event.row;
  for (const pause of kernel.pauses.candidates(name, event.content)) {
    if (!matches(pause, event, transaction.now)) continue;
    if (pause.kind === "event") resumeWithEvent(kernel, transaction, pause, event.row.body);
    else cancelRun(kernel, transaction, pause.runId, `cancelled by event "${name}"`);
  }
  for (const slug of kernel.registry.triggers().match(name, () => event.content, transaction.now)) {
    const config = kernel.registry.get(slug);
    if (config) schedule(kernel, transaction, config, event);
  }
}

/** Cancels a run; the call it is in goes on, but its answer counts for nothing. False when the run is over. */
export function cancelRun(kernel: Kernel, transaction: Transaction, runId: string, message: string): boolean {
  return endRun(kernel, transaction, runId, { status: "cancelled", error: { name: "Cancelled", message } });
}

function matches(pause: PauseRow, event: IncomingEvent, now: number): boolean {
  if (pause.expiresAt <= now) return false;
  if (pause.expression === null) return true;
  const bound: unknown = JSON.parse(pause.bindings ?? "null");
  return compileExpression(pause.expression).evaluate({ event: bound, async: event.content }, now) === true;
}
