import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { alertQuery } from "../../api/alerts.ts";
import { sourcesQuery } from "../../api/sources.ts";
import { BackLink } from "../../components/back-link.tsx";
import { Badge } from "../../components/badge.tsx";
import { Section } from "../../components/card.tsx";
import { formatMoment } from "../../components/format.ts";
import { Page } from "../../components/page.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { type Missing, UnloadedPage } from "../../components/unloaded-page.tsx";
import { AlertActions } from "./alert-actions.tsx";
import { AlertLinks } from "./alert-links.tsx";
import { AlertSource } from "./alert-source.tsx";
import { alertEvents, conditionHelp, conditionNames, severityWords, stateWords } from "./alert-words.ts";

const missing: Missing = {
  title: "There is no such alert",
  to: "/alerts",
  link: "All alerts",
  why: "The address is wrong, or the alert belongs to another workspace.",
};

/** One alert: what is known, what to do, and what happened to it. Messages to people lead here. */
export function AlertPage() {
  const { alertId } = useParams({ from: "/signed-in/alerts/$alertId" });
  const { data: alert, error, refetch } = useQuery(alertQuery(alertId));
  const { data: sources = [] } = useQuery(sourcesQuery(true));
  if (!alert) return <UnloadedPage what="alert" error={error} onRetry={refetch} missing={missing} />;
  const severity = severityWords(alert.severity);
  const state = stateWords(alert.state);
  const { when, help } = conditionHelp[alert.condition];
  const source = sources.find(({ id }) => id === alert.sourceId);
  return (
    <Page
      title={alert.summary}
      heading={
        <>
          <BackLink to="/alerts">Alerts</BackLink>
          {alert.summary}
        </>
      }
      description={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Badge tone={severity.tone} dot>
            {severity.words}
          </Badge>
          <span role="status">
            <Badge tone={state.tone}>{state.words}</Badge>
          </span>
          {conditionNames[alert.condition]}
          <span className="text-[13px]">
            <AlertSource sourceId={alert.sourceId} source={source} />
          </span>
        </span>
      }
      actions={<AlertActions alert={alert} />}
    >
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <div className="min-w-0 space-y-4">
          <Section title="What is known">
            <p className="text-sm break-words whitespace-pre-line text-ink-2">{alert.text}</p>
          </Section>
          <Section title="What to do">
            <p className="text-sm text-ink-2">{help}</p>
            <AlertLinks alert={alert} known={source !== undefined} />
          </Section>
        </div>
        <Section title="What happened">
          <ol className="space-y-4">
            {alertEvents(alert).map(({ at, words }) => (
              <Event key={words} at={at}>
                {words}
              </Event>
            ))}
          </ol>
          <div className="mt-4 border-t border-line pt-3 text-[13px] text-ink-3">
            <p className="font-medium">When such an alert is raised</p>
            <p>{when}</p>
          </div>
        </Section>
      </div>
    </Page>
  );
}

function Event({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  return (
    <li className="relative pl-5">
      <span aria-hidden="true" className="absolute top-1.5 left-0 size-2 rounded-full bg-line-strong" />
      <p className="text-sm font-medium">{children}</p>
      <p className="text-[13px] text-ink-3">
        {formatMoment(at)}, <RelativeTime time={at} />
      </p>
    </li>
  );
}
