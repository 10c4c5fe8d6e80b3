import type { WorkflowStep } from "../../../api/workflows.ts";
import { classes } from "../../../components/classes.ts";
import type { Span, StepSpans } from "./step-spans.ts";
import { positionOf, type TimeAxis } from "./time-axis.ts";

const STRIPES = "repeating-linear-gradient(135deg, var(--line-strong) 0 2px, transparent 2px 6px)";

/** What each stretch of time looks like; the legend shows the same. */
export const spanLooks: Readonly<Record<Span["kind"], string>> = {
  queued: "h-0.5 bg-line-strong",
  work: "h-3 rounded-sm bg-accent",
  retry: "h-3 rounded-sm bg-warn/45",
  wait: "h-3 rounded-sm border border-line-strong",
  whole: "h-1.5 rounded-full bg-ink-3/45",
  invoke: "h-3 rounded-sm border border-series-2 bg-series-2/25",
};

/** The stripes of a wait, which is no work. */
export function spanStyle(kind: Span["kind"]): { backgroundImage?: string } {
  return kind === "wait" ? { backgroundImage: STRIPES } : {};
}

/** How a step, or the run, spent its time. Says nothing that its row does not say in words. */
export function StepBar({
  spans: { spans, failures },
  status,
  axis,
}: {
  readonly spans: StepSpans;
  readonly status: WorkflowStep["status"];
  readonly axis: TimeAxis;
}) {
  return (
    <div aria-hidden="true" className="relative h-5 min-w-0 overflow-hidden">
      {spans.map(({ kind, from, to }) => {
        const left = positionOf(from, axis);
        return (
          <span
            key={kind}
            className={classes(
              "absolute top-1/2 min-w-1 -translate-y-1/2",
              spanLooks[kind],
              kind === "work" && status === "failed" && "bg-bad!",
              kind === "work" && status === "cancelled" && "bg-ink-3!",
              kind === "work" && status === "running" && "bg-info!",
            )}
            style={{
              // What begins at the very end is still to be seen.
              left: `min(${left * 100}%, 100% - 4px)`,
              width: `${(positionOf(to, axis) - left) * 100}%`,
              ...spanStyle(kind),
            }}
          />
        );
      })}
      {failures.map((at) => (
        <span
          key={at}
          className="absolute inset-y-0.5 w-1 -translate-x-1/2 rounded-full bg-bad ring-2 ring-surface"
          style={{ left: `clamp(2px, ${positionOf(at, axis) * 100}%, 100% - 2px)` }}
        />
      ))}
    </div>
  );
}
