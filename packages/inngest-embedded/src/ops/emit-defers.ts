import { createEvent, internalEvents } from "../events/create-event.ts";
import { mergeSessions } from "../events/sessions.ts";
import { isRecord } from "../json.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import type { RunRow } from "../store/runs.ts";

/** Sends the event of every defer of a run that has just ended, however it ended. */
export function emitDefers(kernel: Kernel, transaction: Transaction, run: RunRow): void {
  for (const { hashedId, slug, input, meta, status } of kernel.store.defers.all(run.runId)) {
    if (status === "aborted") continue;
    if (!kernel.registry.get(slug)) {
      kernel.logger.warn("A deferred function is not registered; it is not run.", { run: run.runId, function: slug });
    }
    const data: unknown = JSON.parse(input);
    const event = createEvent(
      kernel,
      {
        name: internalEvents.deferred,
        data: {
          ...(isRecord(data) ? data : {}),
          _inngest: { fn_slug: slug, parent_fn_slug: run.slug, parent_run_id: run.runId },
        },
        publicId: `${run.runId}-${hashedId}`,
        extra: mergeSessions(JSON.parse(meta)),
      },
      transaction.now,
    );
    transaction.followUp({ kind: "event", event });
  }
}
