import { EmbeddedInngestError } from "../errors.ts";
import { isRecord } from "../json.ts";
import type { Kernel, SerializedError } from "../kernel.ts";
import type { ReportStore } from "../store/reports.ts";
import type { MetadataRow } from "../store/run-metadata.ts";
import type { RunRow, RunStatus } from "../store/runs.ts";
import type { StepRow } from "../store/steps.ts";
import type { RunDetails, RunMetadata, RunStep, RunSummary, Runs } from "./types.ts";

const defaultLimit = 100;

/** Makes the view of the runs. `stopped` aborts when the engine stops. */
export function createRuns(kernel: Kernel, reports: ReportStore, stopped: AbortSignal): Runs {
  const { store } = kernel;

  function details(run: RunRow): RunDetails {
    const notes = store.runMetadata.all(run.runId);
    const origin = store.reruns.get(run.runId);
    return {
      ...summaryOf(kernel, run),
      originalRunId: origin?.originalRunId ?? null,
      fromStepId: origin?.fromStepId ?? null,
      eventIds: store.runs.eventIds(run.runId),
      output: run.output === null ? null : (JSON.parse(run.output) as unknown),
      error: run.error === null ? null : (JSON.parse(run.error) as SerializedError),
      metadata: metadataOf(notes, ""),
      steps: store.steps.all(run.runId).map((row) => stepOf(row, metadataOf(notes, row.stepId))),
    };
  }

  function get(runId: string): RunDetails | undefined {
    const run = store.runs.get(runId);
    return run && details(run);
  }

  return {
    list(filter = {}) {
      const { status, functionId, before, limit } = filter;
      const slugs = functionId === undefined ? undefined : kernel.store.functions.slugsOf(functionId);
      const statuses: readonly RunStatus[] | undefined = typeof status === "string" ? [status] : status;
      return reports
        .runs({ statuses, slugs, before, limit: limit ?? defaultLimit })
        .map((run) => summaryOf(kernel, run));
    },
    get,
    byEvent: (eventId) =>
      store.runs.byEvent(eventId).flatMap((runId) => {
        const run = store.runs.get(runId);
        return run ? [summaryOf(kernel, run)] : [];
      }),
    waitFor(runId, { signal } = {}) {
      return new Promise((resolve, reject) => {
        const run = store.runs.get(runId);
        if (!run) return reject(new EmbeddedInngestError("not-found", `There is no run "${runId}".`));
        if (run.endedAt !== null) return resolve(details(run));
        const signals = signal ? [signal, stopped] : [stopped];
        const stop = AbortSignal.any(signals);
        if (stop.aborted) return reject(stop.reason);
        const onAbort = (): void => {
          cancel();
          reject(stop.reason);
        };
        const cancel = kernel.runEnds.onEnd(runId, () => {
          stop.removeEventListener("abort", onAbort);
          const ended = get(runId);
          if (ended) resolve(ended);
        });
        stop.addEventListener("abort", onAbort, { once: true });
      });
    },
  };
}

/** A run as lists show it. */
export function summaryOf(kernel: Pick<Kernel, "store">, run: RunRow): RunSummary {
  const { appId, functionId } = kernel.store.functions.identify(run.slug);
  const { runId, status, createdAt, startedAt, endedAt } = run;
  return { runId, functionId, appId, status, createdAt, startedAt, endedAt };
}

/** The entries of one step, or with an empty id those of the run itself. */
export function metadataOf(rows: readonly MetadataRow[], stepId: string): RunMetadata[] {
  return rows
    .filter((row) => row.stepId === stepId)
    .map(({ kind, scope, metadata, updatedAt }) => {
      const values = JSON.parse(metadata) as Record<string, unknown>;
      return { kind, scope, values, updatedAt };
    });
}

function stepOf(row: StepRow, metadata: readonly RunMetadata[]): RunStep {
  const value: unknown = row.value === null ? null : JSON.parse(row.value);
  const failed = isRecord(value) && Object.hasOwn(value, "error");
  return {
    id: row.stepId,
    name: row.name,
    op: row.op,
    status: row.status,
    attempts: row.attempts,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    output: isRecord(value) && !failed ? (value.data ?? null) : null,
    error: failed ? (value.error as SerializedError) : null,
    metadata,
  };
}
