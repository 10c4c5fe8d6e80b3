import type { SerializedError } from "../kernel.ts";
import type { RunStatus } from "../store/runs.ts";
import type { StepStatus } from "../store/steps.ts";

/** A run in a list. Times are milliseconds since 1970. */
export interface RunSummary {
  readonly runId: string;
  /** The function's id as given to createFunction, and the app's. */
  readonly functionId: string;
  readonly appId: string;
  readonly status: RunStatus;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** What was noted about a run or a step: `userland.*` by user code, `inngest.*` by the SDK. */
export interface RunMetadata {
  readonly kind: string;
  readonly scope: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly updatedAt: number;
}

/** One step of a run, in the order the steps were first reported. */
export interface RunStep {
  readonly id: string;
  /** The step's name as its function gave it. */
  readonly name: string;
  /** The operation: StepRun, StepPlanned, StepFailed, Sleep, WaitForEvent, WaitForSignal, InvokeFunction, Gateway, AIGateway. */
  readonly op: string;
  readonly status: StepStatus;
  readonly attempts: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly output: unknown;
  /** The final error, or that of the last attempt while it is retried. */
  readonly error: SerializedError | null;
  readonly metadata: readonly RunMetadata[];
}

/** A run with its result and steps. */
export interface RunDetails extends RunSummary {
  /** The run this one repeats, when it was started by `rerun`. */
  readonly originalRunId: string | null;
  /** The step it was repeated from; what comes before it was taken over. */
  readonly fromStepId: string | null;
  readonly eventIds: readonly string[];
  /** What the function returned, once completed. */
  readonly output: unknown;
  /** Why it failed or was cancelled. */
  readonly error: SerializedError | null;
  readonly metadata: readonly RunMetadata[];
  readonly steps: readonly RunStep[];
}

/** Which runs to list, newest first. */
export interface RunFilter {
  readonly status?: RunStatus | readonly RunStatus[];
  /** A function's id, or its slug `<app id>-<function id>`. */
  readonly functionId?: string;
  /** Only runs created before this one: the last run id of the page before. */
  readonly before?: string;
  /** At most this many, 100 unless given. */
  readonly limit?: number;
}

/** Looks at runs. */
export interface Runs {
  list(filter?: RunFilter): RunSummary[];
  get(runId: string): RunDetails | undefined;
  /** The runs an event started, by the id `send` returned or the event's own. */
  byEvent(eventId: string): RunSummary[];
  /** Resolves with the run once it is over. Rejects for an unknown run, an aborted signal or a stopped engine. */
  waitFor(runId: string, options?: { readonly signal?: AbortSignal }): Promise<RunDetails>;
}

/** How much there is of what. */
export interface EngineStats {
  /** Runs not started, runs with a call due or being made, and runs that sleep, wait or back off. */
  readonly queued: number;
  readonly running: number;
  readonly waiting: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Calls being made now. */
  readonly inFlight: number;
  /** Due calls of functions this process has not registered. */
  readonly held: number;
}
