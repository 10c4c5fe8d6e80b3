import { useState } from "react";
import type { WorkflowRunDetails, WorkflowStep } from "../../../api/workflows.ts";
import { Section } from "../../../components/card.tsx";
import { formatPlural } from "../../../components/format.ts";
import { LongList } from "../../../components/long-list.tsx";
import { SpanLegend } from "./span-legend.tsx";
import { StepBar } from "./step-bar.tsx";
import { STEP_ROW_PIXELS, StepRow } from "./step-row.tsx";
import { spansOf } from "./step-spans.ts";
import { TickLabels, TickLines, waterfallColumns } from "./tick-labels.tsx";
import type { TimeAxis } from "./time-axis.ts";

/** Each step of a run on one axis of time, from when the run was queued to its end or to now. */
export function Waterfall({ run, now }: { readonly run: WorkflowRunDetails; readonly now: number }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        run.steps
          .filter(isTrouble)
          .slice(0, 1)
          .map(({ id }) => id),
      ),
  );
  const { steps, queuedAt, endedAt, attempts } = run;
  const failures = attempts.filter(({ error }) => error !== null);
  const axis: TimeAxis = {
    from: Date.parse(queuedAt),
    to: Math.max(endedAt ? Date.parse(endedAt) : now, Date.parse(queuedAt) + 1),
  };
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <Section
      flush
      title={steps.length === 0 ? "Steps" : formatPlural(steps.length, "step")}
      {...(steps.length > 0 && { description: stepsWords(steps) })}
      actions={<SpanLegend />}
    >
      <div className={`${waterfallColumns} border-b border-line bg-sunken/50 py-2 text-[13px]`}>
        <span className="flex justify-between gap-2 pl-5 text-ink-2">
          <span className="font-medium">The whole run</span>
          {failures.length > 0 && (
            <span className="text-xs text-bad">{formatPlural(failures.length, "failed call")}</span>
          )}
        </span>
        <div>
          <TickLabels axis={axis} />
          <StepBar spans={spansOf(timesOf(run), axis.to)} status={run.status} axis={axis} />
        </div>
      </div>
      {steps.length === 0 ? (
        <p className="px-4 py-6 text-center text-[13px] text-ink-3 sm:px-5">
          {endedAt === null ? "No step has begun yet." : "It did its work without steps."}
        </p>
      ) : (
        <div className="relative">
          <TickLines axis={axis} />
          <LongList label="Steps" rows={steps} keyOf={({ id }) => id} estimate={STEP_ROW_PIXELS}>
            {(step) => (
              <StepRow
                step={step}
                run={run}
                axis={axis}
                now={now}
                open={open.has(step.id)}
                onToggle={() => toggle(step.id)}
              />
            )}
          </LongList>
        </div>
      )}
    </Section>
  );
}

function timesOf({ queuedAt, startedAt, endedAt, attempts }: WorkflowRunDetails) {
  return { queuedAt, startedAt, endedAt, attempts };
}

function isTrouble({ status }: WorkflowStep): boolean {
  return status === "failed" || status === "retrying";
}

const told = [
  ["failed", "failed"],
  ["retrying", "tried again soon"],
  ["running", "running"],
  ["waiting", "waiting"],
  ["queued", "queued"],
  ["cancelled", "not finished"],
] as const;

/** How the steps are doing, in a line. */
function stepsWords(steps: readonly WorkflowStep[]): string {
  const said = told.flatMap(([status, words]) => {
    const count = steps.filter((step) => step.status === status).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return said.length === 0 ? "All completed." : `${said.join(", ")}.`;
}
