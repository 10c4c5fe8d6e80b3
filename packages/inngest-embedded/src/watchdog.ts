import type { Kernel, Transaction } from "./kernel.ts";
import { enqueueDiscovery } from "./ops/enqueue.ts";

/** Calls every run again that is not over, yet has no work queued and waits for nothing. There should never be one. */
export function rescueRuns(kernel: Kernel, transaction: Transaction): void {
  for (const runId of kernel.store.runs.stranded()) {
    const run = kernel.store.runs.get(runId);
    if (!run) continue;
    kernel.logger.error("A run was left without work; it is called again.", { run: runId, function: run.slug });
    // What such a run is said to wait for will never come: its steps have to be reported, and opened, anew.
    kernel.store.steps.dropOpen(runId);
    kernel.store.signals.releaseRun(runId);
    enqueueDiscovery(kernel, transaction, run);
  }
}

/** The regular look over the file: rescues runs, and forgets arrival times that no longer count. */
export function sweep(kernel: Kernel, transaction: Transaction): void {
  rescueRuns(kernel, transaction);
  kernel.store.flow.forgetArrivals(transaction.now);
}
