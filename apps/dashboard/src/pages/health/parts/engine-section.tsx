import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type EngineHealth, engineQuery } from "../../../api/engine.ts";
import { Badge, type Tone } from "../../../components/badge.tsx";
import { ButtonLink } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { ExternalLink } from "../../../components/external-link.tsx";
import { formatCount, formatDuration, formatPlural } from "../../../components/format.ts";
import { ErrorState, Skeleton } from "../../../components/states.tsx";

const places: Record<EngineHealth["where"], string> = {
  here: "In the server’s own process.",
  worker: "In a process beside the server.",
  server: "On an Inngest server.",
};

const states: Record<EngineHealth["state"], readonly [Tone, string]> = {
  running: ["good", "Running"],
  starting: ["warn", "Starting"],
  stopped: ["bad", "Stopped"],
};

/** How those are doing who do the work. */
export function EngineSection() {
  const { data, error, refetch } = useQuery(engineQuery);
  const [tone, words] = states[data?.state ?? "running"];
  return (
    <Section
      title="Workflow engine"
      description={data ? places[data.where] : "Runs the syncs and everything around them."}
      actions={
        <>
          {data && (
            <span role="status">
              <Badge tone={tone} dot>
                {words}
              </Badge>
            </span>
          )}
          {data?.dashboardUrl ? (
            <ExternalLink
              url={data.dashboardUrl}
              className="inline-flex items-center gap-1 text-[13px] font-medium text-accent hover:underline"
            >
              Inngest’s dashboard
            </ExternalLink>
          ) : (
            <ButtonLink to="/workflows" look="quiet" size="small">
              Workflow runs
            </ButtonLink>
          )}
        </>
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton className="h-32" />}
      {data && <Facts health={data} />}
    </Section>
  );
}

function Facts({ health: { process, restarts, runs } }: { readonly health: EngineHealth }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
      {process && (
        <>
          <Fact name="Running for">{formatDuration(process.uptimeSeconds * 1_000)}</Fact>
          <Fact name="Memory">{formatCount(Math.round(process.residentBytes / 1_000_000))} MB</Fact>
          <Fact name="Longest pause">{formatDuration(process.longestBlockMs)}</Fact>
        </>
      )}
      <Fact name="Restarts">{restarts === 0 ? "none" : formatCount(restarts)}</Fact>
      {runs && (
        <>
          <Fact name="Runs under way">{formatCount(runs.running)}</Fact>
          <Fact name="Waiting">{formatCount(runs.waiting + runs.queued)}</Fact>
          <Fact name="Failed">{formatCount(runs.failed)}</Fact>
          <Fact name="Completed">{formatCount(runs.completed)}</Fact>
        </>
      )}
      {!process && !runs && <p className="col-span-full text-sm text-ink-2">Its own dashboard tells more.</p>}
      {restarts > 0 && (
        <p className="col-span-full text-[13px] text-ink-3">
          The process ended {formatPlural(restarts, "time")} and was started again; what it was doing went on. The
          server’s log says why.
        </p>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="text-sm font-medium tabular">{children}</dd>
    </div>
  );
}
