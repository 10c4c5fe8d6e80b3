import type { Kernel, Transaction } from "./kernel.ts";
import { enqueueDiscovery } from "./ops/enqueue.ts";

/** Calls every run again that is not over, yet has no work queued and waits for nothing. There should never be one. */
export function rescueRuns(kernel: Kernel, transaction: Transaction): void {
  for (const runId of kernel.store.runs.stranded()) {
    const run = kernel.store.runs.get(runId);
    if (!run) continue;
    kernel.logger.error("A run was left without work; it is called again.", { run: runId, function: run.slug });
    enqueueDiscovery(kernel, transaction, run);
  }
}

/** The regular look over the file: rescues runs, and forgets keys that no longer count. */
export function sweep(kernel: Kernel, transaction: Transaction): void {
  rescueRuns(kernel, transaction);
  kernel.store.events.forgetKeys(transaction.now);
  kernel.store.flow.forgetArrivals(transaction.now);
}
