import type { Kernel, SerializedError } from "../kernel.ts";
import type { RunRow } from "../store/runs.ts";
import type { TraceStore, TriggerRow } from "../store/traces.ts";
import { createCutter } from "./payload.ts";
import { summaryOf } from "./runs.ts";
import { invokedData, readFailure, traceStep } from "./trace-step.ts";
import type { RunOverview, RunTrace, RunTrigger } from "./trace-types.ts";

/** Tells people how runs came about and went. */
export interface Traces {
  overview(run: RunRow): RunOverview;
  /** Of each value, at most `maxBytes` bytes; undefined for an unknown run. */
  trace(runId: string, maxBytes: number): RunTrace | undefined;
}

/** Makes the view. */
export function createTraces(kernel: Pick<Kernel, "store" | "registry">, reads: TraceStore): Traces {
  const { store, registry } = kernel;

  function overview(run: RunRow, trigger = reads.trigger(run.runId)): RunOverview {
    const summary = summaryOf(kernel, run);
    return {
      ...summary,
      functionName: registry.get(run.slug)?.name ?? summary.functionId,
      trigger: triggerOf(run, trigger),
      attempt: attemptOf(run),
    };
  }

  function triggerOf({ correlation }: RunRow, trigger: TriggerRow | undefined): RunTrigger {
    if (correlation !== null) {
      const runId = correlation.slice(0, correlation.indexOf("."));
      const by = store.runs.get(runId);
      return { kind: "invoke", name: by ? store.functions.identify(by.slug).functionId : "", runId };
    }
    const cron = trigger?.cron ?? null;
    if (cron !== null) return { kind: "schedule", name: cron, runId: null };
    return { kind: "event", name: trigger?.name ?? "", runId: null };
  }

  function attemptOf({ runId, status }: RunRow): number {
    if (status === "queued" || status === "running") return (reads.dueAttempt(runId) ?? 0) + 1;
    const failed = reads.lastFailed(runId) ?? 0;
    return Math.max(1, status === "completed" ? failed + 1 : failed);
  }

  function trace(runId: string, maxBytes: number): RunTrace | undefined {
    const run = store.runs.get(runId);
    if (!run) return undefined;
    const trigger = reads.trigger(runId);
    const cut = createCutter(maxBytes);
    const events = store.runs.eventIds(runId);
    const body = store.events.bodies(events.slice(0, 1))[0] ?? null;
    const failed = Map.groupBy(store.failedAttempts.all(runId), ({ stepId }) => stepId);
    const pending = reads.due(runId);
    const due = new Map(pending.flatMap((row) => (row.stepId === null ? [] : [[row.stepId, row]])));
    // A step that failed within a call of the function is tried again with that call.
    const call = pending.find(({ kind }) => kind === "start" || kind === "discover");
    const invoked = new Map(reads.invokedBy(runId).map((row) => [row.correlation.slice(runId.length + 1), row]));
    const origin = store.reruns.get(runId);
    return {
      ...overview(run, trigger),
      originalRunId: origin?.originalRunId ?? null,
      fromStepId: origin?.fromStepId ?? null,
      event: eventOf(trigger, events.length),
      input: cut(body === null ? null : invokedData(body)),
      output: cut(run.output),
      error: run.error === null ? null : (JSON.parse(run.error) as SerializedError),
      attempts: (failed.get("") ?? []).map((row) => ({ attempt: row.attempt, at: row.at, error: readFailure(row) })),
      steps: store.steps.all(runId).map((row) =>
        traceStep(row, {
          ...{
            due: due.get(row.stepId) ?? (row.status === "retrying" ? call : undefined),
            invoked: invoked.get(row.stepId),
            cut,
          },
          failed: failed.get(row.stepId) ?? [],
        }),
      ),
    };
  }

  return { overview: (run) => overview(run), trace };
}

function eventOf(trigger: TriggerRow | undefined, count: number): RunTrace["event"] {
  if (!trigger || trigger.name === null || trigger.receivedAt === null) return null;
  return { eventId: trigger.eventId, name: trigger.name, receivedAt: trigger.receivedAt, count };
}
