import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { isRunActive, type WorkflowRunDetails, workflowRunQuery } from "../../api/workflows.ts";
import { Section } from "../../components/card.tsx";
import { JsonView } from "../../components/json/json-view.tsx";
import { Page } from "../../components/page.tsx";
import { type Missing, UnloadedPage } from "../../components/unloaded-page.tsx";
import { useNow } from "../../components/use-now.ts";
import { DottedName } from "./dotted-name.tsx";
import { ErrorView } from "./run/error-view.tsx";
import { RunActions } from "./run/run-actions.tsx";
import { RunFacts } from "./run/run-facts.tsx";
import { Waterfall } from "./run/waterfall.tsx";
import { RunBadge } from "./run-badge.tsx";

const missing: Missing = {
  title: "This run is not there",
  to: "/workflows",
  link: "To the workflows",
  why: "It was deleted some time after it was over, or the address is wrong.",
};

/** How often running bars grow, in milliseconds. */
const GROW_MS = 1_000;

/** A run of the engine: what started it, each of its steps on one axis of time, what went in and out. */
export function WorkflowRunPage() {
  const { runId } = useParams({ from: "/signed-in/workflows/$runId" });
  const { data, error, refetch } = useQuery(workflowRunQuery(runId));
  if (data) return <Shown key={runId} run={data} />;
  return <UnloadedPage what="run" error={error} onRetry={refetch} missing={missing} />;
}

function Shown({ run }: { readonly run: WorkflowRunDetails }) {
  const now = useNow(isRunActive(run) ? GROW_MS : null);
  const { input, output, error, functionName } = run;
  return (
    <Page
      wide
      title={`${functionName}, a workflow run`}
      heading={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="[overflow-wrap:anywhere]">
            <DottedName name={functionName} />
          </span>
          <span role="status" className="leading-none">
            <RunBadge run={run} />
          </span>
        </span>
      }
      description={
        <Link to="/workflows" search={{ function: run.function }} className="hover:text-accent hover:underline">
          All runs of this function
        </Link>
      }
      actions={<RunActions run={run} />}
    >
      <RunFacts run={run} now={now} />
      {error && (
        <Section title="Why it failed">
          <ErrorView error={error} />
        </Section>
      )}
      <Waterfall run={run} now={now} />
      {(input || output) && (
        <Section title="Input and output">
          <div className="grid items-start gap-4 lg:grid-cols-2">
            {input && <JsonView name="Input" json={input} />}
            {output && <JsonView name="Output" json={output} />}
          </div>
        </Section>
      )}
    </Page>
  );
}
