import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { followedWorkflowRunQuery, isRunActive, type WorkflowRun } from "../../api/workflows.ts";
import { formatDuration } from "../../components/format.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useNow } from "../../components/use-now.ts";
import { durationOf } from "./run/step-spans.ts";
import { RunBadge } from "./run-badge.tsx";
import { triggerWords } from "./workflow-words.ts";

/** How high a row is in pixels, about. */
export const WORKFLOW_ROW_PIXELS = 61;

/** A run in a list; with `follow` it asks itself how a run does that is not over. */
export function WorkflowRunRow({ run: listed, follow }: { readonly run: WorkflowRun; readonly follow: boolean }) {
  const followed = useQuery({ ...followedWorkflowRunQuery(listed.id), enabled: follow && isRunActive(listed) });
  const run = followed.data ?? listed;
  return (
    <div className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 md:grid-cols-[minmax(0,1fr)_11rem_8rem]">
      <div className="min-w-0">
        <Link
          to="/workflows/$runId"
          params={{ runId: run.id }}
          aria-label={`${run.functionName}, run ${run.id}`}
          className="block truncate text-sm font-medium after:absolute after:inset-0 hover:underline"
        >
          {run.functionName}
        </Link>
        <p className="truncate text-[13px] text-ink-3">
          {triggerWords(run.trigger)}
          <span aria-hidden="true" className="ml-2 font-mono text-xs max-sm:hidden">
            {run.id}
          </span>
        </p>
      </div>
      <div className="order-3 col-span-2 flex md:order-none md:col-span-1">
        <RunBadge run={run} />
      </div>
      <div className="text-right text-[13px] text-ink-3 tabular">
        <p>
          <RelativeTime time={run.queuedAt} />
        </p>
        <p>
          <RunDuration run={run} />
        </p>
      </div>
    </div>
  );
}

/** How long a run took, or takes so far. */
export function RunDuration({ run }: { readonly run: Pick<WorkflowRun, "status" | "startedAt" | "endedAt"> }) {
  const running = isRunActive(run) && run.startedAt !== null;
  const took = durationOf(run, useNow(running ? 1_000 : null));
  if (took === null) return <span aria-hidden="true">–</span>;
  return running ? `${formatDuration(Math.floor(took / 1_000) * 1_000)} so far` : formatDuration(took);
}
