import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { BellOff } from "lucide-react";
import { ALERTS_SHOWN, type Alert, type AlertState, alertsQuery } from "../../api/alerts.ts";
import { sourcesQuery } from "../../api/sources.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { formatPlural } from "../../components/format.ts";
import { LongList } from "../../components/long-list.tsx";
import { Page } from "../../components/page.tsx";
import { Segments } from "../../components/segments.tsx";
import { EmptyState, ErrorState, Loading } from "../../components/states.tsx";
import { AlertRow } from "./alert-row.tsx";

const ROW_HEIGHT = 104;

const views = [
  { name: "Open", state: "open" },
  { name: "Acknowledged", state: "acknowledged" },
  { name: "Resolved", state: "resolved" },
  { name: "All", state: "all" },
] as const;

/** What is or was wrong, and deciding about it. */
export function AlertsPage() {
  const { state = "open" } = useSearch({ from: "/signed-in/alerts" });
  const view = views.find((one) => one.state === state) ?? views[0];
  const asked: AlertState | undefined = view.state === "all" ? undefined : view.state;
  const { data, error, refetch, isPlaceholderData } = useQuery(alertsQuery(asked));
  return (
    <Page
      title="Alerts"
      description="What needs somebody. Alerts end by themselves once what was wrong is not so any more."
      actions={
        <ButtonLink to="/settings/notifications" look="quiet" size="small">
          Who is told
        </ButtonLink>
      }
    >
      <Segments
        label="Which alerts"
        segments={views.map((one) => ({
          name: one.name,
          to: "/alerts",
          search: one.state === "open" ? {} : { state: one.state },
          chosen: one === view,
        }))}
      />
      <Card>
        {error && !data && (
          <ErrorState title="The alerts could not be loaded" error={error} onRetry={() => void refetch()} />
        )}
        {!error && !data && <Loading what="Loading the alerts" />}
        {data?.length === 0 && <Nothing state={view.state} />}
        {data && data.length > 0 && (
          <div aria-busy={isPlaceholderData || undefined} className={isPlaceholderData ? "opacity-60" : ""}>
            <Alerts label={`${view.name} alerts`} alerts={data} showState={view.state === "all"} />
          </div>
        )}
      </Card>
      {data?.length === ALERTS_SHOWN && (
        <p className="text-center text-[13px] text-ink-3">These are the newest {ALERTS_SHOWN}.</p>
      )}
    </Page>
  );
}

function Alerts({
  label,
  alerts,
  showState,
}: {
  readonly label: string;
  readonly alerts: readonly Alert[];
  readonly showState: boolean;
}) {
  const { data: sources = [] } = useQuery(sourcesQuery(true));
  return (
    <LongList label={label} rows={alerts} keyOf={({ id }) => id} estimate={ROW_HEIGHT}>
      {(alert) => (
        <AlertRow alert={alert} source={sources.find(({ id }) => id === alert.sourceId)} showState={showState} />
      )}
    </LongList>
  );
}

function Nothing({ state }: { readonly state: AlertState | "all" }) {
  if (state === "open") return <NothingOpen />;
  return (
    <EmptyState
      icon={<BellOff aria-hidden="true" className="size-5" />}
      title={state === "all" ? "There was no alert yet" : `No alert is ${state}`}
    >
      {state === "acknowledged" && "An alert that somebody has seen is here until it is over."}
      {state === "resolved" && "Alerts that are over are kept here."}
    </EmptyState>
  );
}

/** What somebody has seen may still be wrong. */
function NothingOpen() {
  const { data: seen = [] } = useQuery(alertsQuery("acknowledged"));
  const icon = <BellOff aria-hidden="true" className="size-5" />;
  if (seen.length > 0) {
    return (
      <EmptyState
        icon={icon}
        title="Nothing new is wrong"
        action={
          <ButtonLink to="/alerts" search={{ state: "acknowledged" }}>
            Show what is acknowledged
          </ButtonLink>
        }
      >
        {formatPlural(seen.length, "alert")} that somebody has seen {seen.length === 1 ? "is" : "are"} not over yet.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title="Nothing is wrong">
      The server looks every five minutes whether syncs are stuck or fail, sources are silent, or documents are missing.
    </EmptyState>
  );
}
