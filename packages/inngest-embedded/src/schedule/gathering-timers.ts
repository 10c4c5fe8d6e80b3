import type { IncomingEvent, Kernel, Transaction } from "../kernel.ts";
import { answerDropped } from "./gather.ts";
import { startRun } from "./schedule.ts";

/** The open debounces and batches and when each fires, in memory. */
export interface GatheringTimers {
  set(gatheringId: string, dueAt: number): void;
  delete(gatheringId: string): void;
  nextAt(): number | undefined;
  due(now: number): string[];
}

/** Makes an empty list of timers. There are as many as open keys, so a scan is enough. */
export function createGatheringTimers(): GatheringTimers {
  const timers = new Map<string, number>();
  return {
    set: (gatheringId, dueAt) => void timers.set(gatheringId, dueAt),
    delete: (gatheringId) => void timers.delete(gatheringId),
    nextAt() {
      let next: number | undefined;
      for (const at of timers.values()) if (next === undefined || at < next) next = at;
      return next;
    },
    due: (now) => [...timers].filter(([, at]) => at <= now).map(([gatheringId]) => gatheringId),
  };
}

/** Starts the run of a debounce or batch whose time has come. */
export function fireGathering(kernel: Kernel, transaction: Transaction, gatheringId: string): void {
  const { flow, events } = kernel.store;
  const gathering = flow.get(gatheringId);
  transaction.afterCommit(() => kernel.gatherings.delete(gatheringId));
  if (!gathering) return;
  const rows = events.rows(flow.eventIds(gatheringId));
  flow.remove(gatheringId);
  const config = kernel.registry.get(gathering.slug);
  if (!config) return;
  const gathered = rows.map((row): IncomingEvent => {
    const content = JSON.parse(row.body) as Record<string, unknown>;
    return { row, content, timestamp: Number(content.ts) };
  });
  const batchId = gathering.kind === "batch" ? gatheringId : null;
  const started = startRun(kernel, transaction, config, gathered, { batchId });
  if (started.kind === "dropped") for (const { row } of gathered) answerDropped(transaction, row.body, started.reason);
}
