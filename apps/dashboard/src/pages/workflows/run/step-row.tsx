import { ChevronRight } from "lucide-react";
import { useId } from "react";
import type { WorkflowRunDetails, WorkflowStep } from "../../../api/workflows.ts";
import { classes } from "../../../components/classes.ts";
import { formatDuration } from "../../../components/format.ts";
import { stepStatusWords } from "../workflow-words.ts";
import { StepBar } from "./step-bar.tsx";
import { StepDetails } from "./step-details.tsx";
import { StepIcon } from "./step-icon.tsx";
import { durationOf, isTakenOver, spansOf } from "./step-spans.ts";
import { waterfallColumns } from "./tick-labels.tsx";
import type { TimeAxis } from "./time-axis.ts";

/** How high a closed row is in pixels, about. */
export const STEP_ROW_PIXELS = 41;

interface StepRowProps {
  readonly step: WorkflowStep;
  readonly run: WorkflowRunDetails;
  readonly axis: TimeAxis;
  readonly now: number;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** A step: its name and its time, and when it is opened all that is known of it. */
export function StepRow({ step, run, axis, now, open, onToggle }: StepRowProps) {
  const id = useId();
  const took = durationOf(step, axis.to);
  const failed = step.attempts.filter(({ error }) => error !== null).length;
  const takenOver = isTakenOver(step, run);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
        className={classes(waterfallColumns, "w-full py-2 text-left -outline-offset-2 hover:bg-sunken/60")}
      >
        <span className="flex min-w-0 items-center gap-1.5 text-[13px]">
          <ChevronRight
            aria-hidden="true"
            className={classes("size-3.5 shrink-0 text-ink-3 transition-transform", open && "rotate-90")}
          />
          <StepIcon step={step} />
          <span className="relative min-w-0 flex-1 truncate font-medium" title={step.name}>
            {step.name}
            <span className="sr-only">, {stepStatusWords[step.status].toLowerCase()}</span>
          </span>
          {failed > 0 && (
            <span className="shrink-0 text-xs text-bad tabular">
              {failed}
              <span aria-hidden="true">×</span>
              <span className="sr-only"> failed attempts</span>
            </span>
          )}
          <span className="shrink-0 text-xs text-ink-3 tabular">
            {takenOver ? "taken over" : took === null ? "–" : formatDuration(took)}
          </span>
        </span>
        {takenOver ? <span /> : <StepBar spans={spansOf(step, axis.to)} status={step.status} axis={axis} />}
      </button>
      {open && (
        <div id={id} className="border-t border-line bg-canvas px-4 py-4 sm:px-5 md:pl-10">
          <StepDetails step={step} run={run} now={now} />
        </div>
      )}
    </div>
  );
}
