import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sourcesQuery } from "../../../api/sources.ts";
import { isRunActive, type WorkflowRunDetails } from "../../../api/workflows.ts";
import { Card } from "../../../components/card.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { formatDuration, formatMoment, formatPlural } from "../../../components/format.ts";
import { formatInstant, triggerWords } from "../workflow-words.ts";
import { durationOf, queueTimeOf } from "./step-spans.ts";
import { subjectsOf } from "./subjects.ts";

const link = "font-medium text-accent hover:underline";

/** What started a run, what it is about, how long it took. */
export function RunFacts({ run, now }: { readonly run: WorkflowRunDetails; readonly now: number }) {
  const { trigger, event, originalRunId, fromStepId, steps } = run;
  const took = durationOf(run, now);
  const queued = queueTimeOf(run);
  const fromStep = steps.find(({ id }) => id === fromStepId);
  return (
    <Card className="px-4 py-4 sm:px-5">
      <dl className="grid gap-x-6 gap-y-3 text-[13px] sm:grid-cols-2 lg:grid-cols-4">
        <Fact name="Started by">
          {trigger.runId ? (
            <Link to="/workflows/$runId" params={{ runId: trigger.runId }} className={link}>
              {triggerWords(trigger)}
            </Link>
          ) : (
            triggerWords(trigger)
          )}
          {event && event.count > 1 && <Detail>{formatPlural(event.count, "event")} in one batch</Detail>}
        </Fact>
        <Fact name="Queued">
          <time dateTime={run.queuedAt} title={formatMoment(run.queuedAt)}>
            {formatInstant(run.queuedAt)}
          </time>
          <Detail>
            {run.startedAt === null
              ? isRunActive(run)
                ? "Has not begun yet"
                : "Never began"
              : queued === null
                ? "Began at once"
                : `Began ${formatDuration(queued)} later`}
          </Detail>
        </Fact>
        <Fact name={run.endedAt ? "Ended" : "Took so far"}>
          {run.endedAt ? (
            <time dateTime={run.endedAt} title={formatMoment(run.endedAt)}>
              {formatInstant(run.endedAt)}
            </time>
          ) : took === null ? (
            "–"
          ) : (
            formatDuration(took)
          )}
          {run.endedAt && took !== null && <Detail>Took {formatDuration(took)}</Detail>}
        </Fact>
        <Fact name="Run id">
          <span className="flex items-center gap-1">
            <code className="min-w-0 truncate font-mono text-xs" title={run.id}>
              {run.id}
            </code>
            <span className="-my-1.5">
              <CopyButton text={run.id} label="Copy the run id" />
            </span>
          </span>
        </Fact>
        <Subjects run={run} />
        {originalRunId && (
          <Fact name="Repeats">
            <Link to="/workflows/$runId" params={{ runId: originalRunId }} className={link}>
              An earlier run
            </Link>
            {fromStepId && <Detail>from {fromStep ? fromStep.name : "one of its steps"}</Detail>}
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Subjects({ run }: { readonly run: WorkflowRunDetails }) {
  const { sourceId, jobId, documentId } = subjectsOf(run.input);
  const { data: sources = [] } = useQuery({ ...sourcesQuery(true), enabled: sourceId !== undefined });
  return (
    <>
      {jobId && (
        <Fact name="Sync">
          <Link to="/runs/$jobId" params={{ jobId }} className={link}>
            To the sync it is part of
          </Link>
        </Fact>
      )}
      {sourceId && (
        <Fact name="Source">
          <Link to="/sources/$sourceId" params={{ sourceId }} className={link}>
            {sources.find(({ id }) => id === sourceId)?.name ?? sourceId}
          </Link>
        </Fact>
      )}
      {documentId && (
        <Fact name="Document">
          <Link to="/documents/$documentId" params={{ documentId }} className={link}>
            {documentId}
          </Link>
        </Fact>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="mt-0.5 [overflow-wrap:anywhere] tabular">{children}</dd>
    </div>
  );
}

function Detail({ children }: { readonly children: ReactNode }) {
  return <span className="block text-xs text-ink-3">{children}</span>;
}
