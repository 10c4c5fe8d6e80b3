import type { WorkflowRunDetails, WorkflowStep } from "../../../api/workflows.ts";
import { isWait } from "../workflow-words.ts";

/** A stretch of a step's time: waiting for its turn, working, between a failure and the end, waiting for something else, for another run; `whole` is all of a run. */
export interface Span {
  readonly kind: "queued" | "work" | "retry" | "wait" | "invoke" | "whole";
  readonly from: number;
  readonly to: number;
}

/** What a bar is made of. Times are milliseconds since 1970. */
export interface StepSpans {
  readonly spans: readonly Span[];
  /** When attempts failed. */
  readonly failures: readonly number[];
}

/** Times of a run or a step. */
interface Timed extends Pick<WorkflowStep, "queuedAt" | "startedAt" | "endedAt" | "attempts"> {
  /** None for a run. */
  readonly kind?: WorkflowStep["kind"];
}

/** How a step, or the run itself, spent its time until `end`, which is where it ended or what time it is. */
export function spansOf(timed: Timed, end: number): StepSpans {
  const { queuedAt, startedAt, endedAt, attempts, kind } = timed;
  const failures = attempts.filter(({ error }) => error !== null).map(({ at }) => Date.parse(at));
  const queued = queuedAt === null ? null : Date.parse(queuedAt);
  const started = startedAt === null ? null : Date.parse(startedAt);
  const until = endedAt === null ? end : Date.parse(endedAt);
  const spans: Span[] = [];
  if (queued !== null && queued < (started ?? until))
    spans.push({ kind: "queued", from: queued, to: started ?? until });
  if (started === null) return { spans, failures };
  if (kind === undefined) spans.push({ kind: "whole", from: started, to: until });
  else if (isWait({ kind })) spans.push({ kind: "wait", from: started, to: until });
  else if (kind === "invoke") spans.push({ kind: "invoke", from: started, to: until });
  else {
    const [first] = failures;
    // Of later attempts only their ends are known: not when the pause before them was over.
    const worked = first === undefined ? until : Math.min(first, until);
    spans.push({ kind: "work", from: started, to: worked });
    if (worked < until) spans.push({ kind: "retry", from: worked, to: until });
  }
  return { spans, failures };
}

/** How long a step took from its start, in milliseconds; null before. */
export function durationOf(
  { startedAt, endedAt }: Pick<WorkflowStep, "startedAt" | "endedAt">,
  now: number,
): number | null {
  return startedAt === null
    ? null
    : Math.max(0, (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt));
}

/** How long a step waited for its turn, in milliseconds; null where it did not. */
export function queueTimeOf({ queuedAt, startedAt }: Pick<WorkflowStep, "queuedAt" | "startedAt">): number | null {
  if (queuedAt === null || startedAt === null) return null;
  const waited = Date.parse(startedAt) - Date.parse(queuedAt);
  return waited > 0 ? waited : null;
}

/** Whether a step ended before its run began: its result was taken over from the run that this one repeats. */
export function isTakenOver(
  step: Pick<WorkflowStep, "endedAt">,
  run: Pick<WorkflowRunDetails, "queuedAt" | "originalRunId">,
): boolean {
  return run.originalRunId !== null && step.endedAt !== null && Date.parse(step.endedAt) < Date.parse(run.queuedAt);
}
