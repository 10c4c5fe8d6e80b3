import type { Kernel } from "../kernel.ts";
import { metadataOf } from "../runs/runs.ts";
import type { MetadataRow } from "../store/run-metadata.ts";
import type { RunRow } from "../store/runs.ts";

/** A node of a run's trace, as the dev server's GraphQL API shapes it. */
export interface TraceSpan {
  readonly name: string;
  readonly status: string;
  readonly outputID: string | null;
  readonly stepID: string | null;
  readonly spanID: string;
  readonly metadata: readonly unknown[];
  readonly childrenSpans: readonly TraceSpan[];
}

/** A run as a tree: the run itself, and its steps below. */
export function traceOf(kernel: Kernel, run: RunRow): TraceSpan {
  const steps = kernel.store.steps.all(run.runId);
  const notes = kernel.store.runMetadata.all(run.runId);
  return {
    name: kernel.registry.get(run.slug)?.name ?? run.slug,
    status: run.status.toUpperCase(),
    outputID: run.endedAt === null ? null : run.runId,
    stepID: null,
    spanID: run.runId,
    metadata: notesOf(notes, ""),
    childrenSpans: steps.map((step) => ({
      name: step.name,
      status: step.status.toUpperCase(),
      outputID: null,
      stepID: step.stepId,
      spanID: `${run.runId}.${step.stepId}`,
      metadata: notesOf(notes, step.stepId),
      childrenSpans: [],
    })),
  };
}

function notesOf(rows: readonly MetadataRow[], stepId: string): readonly unknown[] {
  return metadataOf(rows, stepId).map((entry) => ({ ...entry, updatedAt: new Date(entry.updatedAt).toISOString() }));
}
