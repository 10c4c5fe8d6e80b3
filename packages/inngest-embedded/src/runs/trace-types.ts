import type { SerializedError } from "../kernel.ts";
import type { Payload } from "./payload.ts";
import type { RunSummary } from "./types.ts";

/** What started a run: an event, a schedule by its cron expression, or a step of another run. */
export interface RunTrigger {
  readonly kind: "event" | "schedule" | "invoke";
  /** The event's name, the cron expression, or the id of the function that invoked it; empty where that is not kept any more. */
  readonly name: string;
  /** The run that invoked it. */
  readonly runId: string | null;
}

/** A run in a list for people. */
export interface RunOverview extends RunSummary {
  readonly functionName: string;
  readonly trigger: RunTrigger;
  /** Which attempt its present call is at, or its last one was: 1 unless something failed. */
  readonly attempt: number;
}

/** An attempt that ended; `error` is null when it succeeded. Times are milliseconds since 1970. */
export interface Attempt {
  readonly attempt: number;
  readonly at: number;
  readonly error: SerializedError | null;
}

/** Where a step is, for people. */
export type StepState = "queued" | "running" | "waiting" | "retrying" | "completed" | "failed" | "abandoned";

/** A step with its history. */
export interface StepTrace {
  readonly id: string;
  readonly name: string;
  readonly op: string;
  readonly state: StepState;
  readonly queuedAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** When one that is not over goes on: its next attempt, the end of its sleep, the timeout of its wait. */
  readonly dueAt: number | null;
  readonly attempts: readonly Attempt[];
  /** What `step.invoke` passed on. */
  readonly input: Payload | null;
  readonly output: Payload | null;
  readonly error: SerializedError | null;
  readonly invokedRunId: string | null;
}

/** A run with its history. */
export interface RunTrace extends RunOverview {
  readonly originalRunId: string | null;
  readonly fromStepId: string | null;
  /** The event that started it, the first of `count`; null once it is deleted. */
  readonly event: {
    readonly eventId: string;
    readonly name: string;
    readonly receivedAt: number;
    readonly count: number;
  } | null;
  /** The event's data. */
  readonly input: Payload | null;
  readonly output: Payload | null;
  readonly error: SerializedError | null;
  /** Calls of the function itself that failed. */
  readonly attempts: readonly Attempt[];
  readonly steps: readonly StepTrace[];
}
