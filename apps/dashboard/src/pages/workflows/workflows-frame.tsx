import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import type { ReactNode } from "react";
import { type EngineHealth, engineQuery } from "../../api/engine.ts";
import { buttonClasses } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { ExternalLink } from "../../components/external-link.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyState, ErrorState, Notice, Skeleton } from "../../components/states.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { EngineLine } from "./engine-line.tsx";

/** What the pages about workflows have in common: how the engine does, and where to look when it is not the embedded one. */
export function WorkflowsFrame({
  title,
  children,
}: {
  readonly title: string;
  readonly children: (health: EngineHealth) => ReactNode;
}) {
  const { data: health, error, refetch } = useQuery(engineQuery);
  return (
    <Page
      wide
      title={title}
      heading="Workflows"
      description="The work behind every sync and search, step by step. Each step that succeeded is kept, and one that failed is tried again."
    >
      {!health && error && (
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      )}
      {!health && !error && <Skeleton className="h-12" />}
      {health && <EngineLine health={health} />}
      {health && health.state !== "running" && <NotRunning state={health.state} />}
      {health?.dashboardUrl && <Elsewhere url={health.dashboardUrl} />}
      {health && !health.dashboardUrl && (
        <>
          <Tabs
            label="Workflows"
            tabs={[
              { name: "Runs", to: "/workflows" },
              { name: "Functions", to: "/workflows/functions" },
            ]}
          />
          {children(health)}
        </>
      )}
    </Page>
  );
}

function NotRunning({ state }: { readonly state: "starting" | "stopped" }) {
  return state === "starting" ? (
    <Notice tone="warn" title="The workflow engine is starting">
      What was under way goes on by itself in a moment.
    </Notice>
  ) : (
    <Notice tone="bad" title="The workflow engine has stopped">
      Nothing is synced until it runs again. The server's log says why it stopped; restarting the server starts it.
    </Notice>
  );
}

function Elsewhere({ url }: { readonly url: string }) {
  return (
    <Card>
      <EmptyState
        icon={<Workflow aria-hidden="true" className="size-5" />}
        title="An Inngest server runs the workflows"
        action={
          <ExternalLink url={url} className={buttonClasses("primary")}>
            Open Inngest's dashboard
          </ExternalLink>
        }
      >
        Its own dashboard shows the runs, their steps and their retries. Syncs are listed here too, under Runs.
      </EmptyState>
    </Card>
  );
}
