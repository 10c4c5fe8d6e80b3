import type { SerializedError } from "../kernel.ts";
import type { FailedAttemptRow } from "../store/failed-attempts.ts";
import type { StepRow } from "../store/steps.ts";
import type { DueRow, InvokedRow } from "../store/traces.ts";
import type { Payload } from "./payload.ts";
import type { Attempt, StepState, StepTrace } from "./trace-types.ts";

/** Operations that wait for something else; the others are calls, with attempts. */
const waits: readonly string[] = ["Sleep", "WaitForEvent", "WaitForSignal", "InvokeFunction"];

const dataStart = '{"data":';

/** What is known of a step beside its row. */
export interface StepSurroundings {
  readonly failed: readonly FailedAttemptRow[];
  readonly due: DueRow | undefined;
  readonly invoked: InvokedRow | undefined;
  readonly cut: (json: string | null) => Payload | null;
}

/** Tells a step's history. */
export function traceStep(row: StepRow, { failed, due, invoked, cut }: StepSurroundings): StepTrace {
  const state = stateOf(row, due);
  const error = errorOf(row.value) ?? readFailure(failed.at(-1));
  const hasEnded = state === "completed" || state === "failed";
  return {
    id: row.stepId,
    name: row.name,
    op: row.op,
    state,
    queuedAt: row.queuedAt ?? row.startedAt,
    startedAt: state === "queued" ? null : row.startedAt,
    endedAt: row.endedAt,
    dueAt: hasEnded || state === "running" ? null : (due?.at ?? null),
    attempts: waits.includes(row.op) ? [] : attemptsOf(row, failed),
    input: cut(invoked?.body ? invokedData(invoked.body) : null),
    output: state === "completed" ? cut(dataOf(row.value)) : null,
    error: state === "completed" ? null : error,
    invokedRunId: invoked?.runId ?? null,
  };
}

function stateOf(row: StepRow, due: DueRow | undefined): StepState {
  if (row.status !== "open" && row.status !== "retrying") return row.status;
  if (waits.includes(row.op)) return "waiting";
  if (due?.leased === 1) return "running";
  return row.status === "retrying" || (due?.attempt ?? 0) > 0 ? "retrying" : "queued";
}

/** The failed attempts and the one that succeeded; of a step from before they were kept, the last one only. */
function attemptsOf(row: StepRow, failed: readonly FailedAttemptRow[]): Attempt[] {
  const attempts = failed.map((one) => ({ attempt: one.attempt, at: one.at, error: readFailure(one) }));
  const { attempts: attempt, endedAt: at } = row;
  if (row.status === "completed" && at !== null) return [...attempts, { attempt, at, error: null }];
  const isKnown = attempts.some((one) => one.attempt === attempt);
  if (row.status === "failed" && at !== null && !isKnown) attempts.push({ attempt, at, error: errorOf(row.value) });
  return attempts;
}

/** The error of a failed attempt. */
export function readFailure(row: FailedAttemptRow | undefined): SerializedError | null {
  return row ? (JSON.parse(row.error) as SerializedError) : null;
}

function errorOf(value: string | null): SerializedError | null {
  if (value === null || value.startsWith(dataStart)) return null;
  const parsed = JSON.parse(value) as { readonly error?: SerializedError } | null;
  return parsed?.error ?? null;
}

/** The JSON of a result, without reading it: it may be megabytes of which a part is shown. */
function dataOf(value: string | null): string | null {
  return value?.startsWith(dataStart) && value.endsWith("}") ? value.slice(dataStart.length, -1) : null;
}

/** An event's data as a step passed it on, without what the engine adds. */
export function invokedData(body: string): string {
  const { data } = JSON.parse(body) as { readonly data?: Readonly<Record<string, unknown>> };
  const { _inngest, ...own } = data ?? {};
  return JSON.stringify(own);
}
