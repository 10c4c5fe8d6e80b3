import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { latelyQuery, type WorkflowFunction, type WorkflowRun, workflowFunctionsQuery } from "../../api/workflows.ts";
import { Badge } from "../../components/badge.tsx";
import { Section } from "../../components/card.tsx";
import { formatPlural } from "../../components/format.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { DottedName } from "./dotted-name.tsx";
import { RunBadge } from "./run-badge.tsx";
import { functionTriggerWords } from "./workflow-words.ts";
import { WorkflowsFrame } from "./workflows-frame.tsx";

/** The functions the engine runs, and what starts them. */
export function WorkflowFunctionsPage() {
  return <WorkflowsFrame title="Workflow functions">{() => <Functions />}</WorkflowsFrame>;
}

function Functions() {
  const { data: functions, error, refetch } = useQuery(workflowFunctionsQuery);
  const { data: lately } = useQuery(latelyQuery);
  const runs = useMemo(() => Map.groupBy(lately ?? [], (run) => run.function), [lately]);
  if (!functions)
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <Loading what="Loading the functions" />
    );
  return (
    <Section
      flush
      title={formatPlural(functions.length, "function")}
      description={
        lately && lately.length > 0 ? `How often each ran is counted over ${latelyWords(lately)}.` : "None has run yet."
      }
    >
      <Table label="Functions" columns={columnsOf(runs)} rows={functions} keyOf={({ id }) => id} />
    </Section>
  );
}

function latelyWords(lately: readonly WorkflowRun[]): string {
  return lately.length === 1 ? "the one run there was" : `the last ${lately.length} runs of all`;
}

function columnsOf(runs: ReadonlyMap<string, readonly WorkflowRun[]>): Column<WorkflowFunction>[] {
  return [
    {
      name: "Function",
      cell: ({ id, name, paused, triggers }) => (
        <div className="min-w-36">
          <Link
            to="/workflows"
            search={{ function: id }}
            className="font-medium max-md:[overflow-wrap:anywhere] md:whitespace-nowrap hover:text-accent hover:underline"
          >
            <DottedName name={name} />
          </Link>
          {paused && (
            <span className="ml-2">
              <Badge tone="warn">Paused</Badge>
            </span>
          )}
          <p className="text-[13px] text-ink-3 [overflow-wrap:anywhere] md:hidden">
            {triggers.map(functionTriggerWords).join(", ")}
          </p>
        </div>
      ),
    },
    {
      name: "Started by",
      optional: true,
      cell: ({ triggers }) => (
        <ul className="text-[13px] text-ink-2 [overflow-wrap:anywhere]">
          {triggers.length === 0 && <li className="text-ink-3">Other functions only</li>}
          {triggers.map((trigger) => (
            <li key={`${trigger.kind} ${trigger.name} ${trigger.condition}`}>{functionTriggerWords(trigger)}</li>
          ))}
        </ul>
      ),
    },
    {
      name: "Last run",
      cell: ({ id }) => {
        const last = runs.get(id)?.[0];
        return last ? (
          <Link
            to="/workflows/$runId"
            params={{ runId: last.id }}
            className="flex items-center gap-x-2 gap-y-1 text-[13px] max-md:flex-wrap text-ink-2 hover:text-ink hover:underline"
          >
            <RunBadge run={last} />
            <RelativeTime time={last.queuedAt} />
          </Link>
        ) : (
          <span className="text-[13px] text-ink-3">not lately</span>
        );
      },
    },
    { name: "Runs", align: "end", optional: true, cell: ({ id }) => runs.get(id)?.length ?? 0 },
    { name: "Attempts", align: "end", optional: true, cell: ({ maxAttempts }) => maxAttempts },
  ];
}
