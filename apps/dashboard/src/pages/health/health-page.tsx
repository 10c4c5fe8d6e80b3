import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ChartColumn } from "lucide-react";
import { useMemo } from "react";
import { type Metrics, metricsQuery } from "../../api/metrics.ts";
import { statusQuery } from "../../api/sources.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { Page } from "../../components/page.tsx";
import { Segments } from "../../components/segments.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../components/states.tsx";
import { Charts } from "./charts/charts.tsx";
import { addMetrics } from "./figures/add-metrics.ts";
import { rangeOf, ranges } from "./figures/ranges.ts";
import { stepsOf } from "./figures/steps.ts";
import { BudgetsSection } from "./parts/budgets-section.tsx";
import { EngineSection } from "./parts/engine-section.tsx";
import { FiguresRow } from "./parts/figures-row.tsx";
import { FreshnessSection } from "./parts/freshness-section.tsx";
import { ReportsSection } from "./parts/reports-section.tsx";

/** How the syncs, the searches and those who do the work are doing. */
export function HealthPage() {
  const { hours } = useSearch({ from: "/signed-in/health" });
  const range = rangeOf(hours);
  const { data, error, refetch } = useQuery(metricsQuery(range.hours));
  const steps = useMemo(() => data && stepsOf(data, range), [data, range]);
  const total = useMemo(() => steps && addMetrics(steps.flatMap(({ metrics }) => metrics ?? [])), [steps]);
  return (
    <Page
      title="Health"
      wide
      description="Whether everything is synced, found and answered."
      actions={
        <Segments
          label="How far back"
          segments={ranges.map((one) => ({
            name: one.name,
            to: "/health",
            search: one === ranges[0] ? {} : { hours: String(one.hours) },
            chosen: one === range,
          }))}
        />
      }
    >
      <FiguresRow total={total} words={range.words} />
      {error && !data && (
        <Card>
          <ErrorState title="The figures could not be loaded" error={error} onRetry={() => void refetch()} />
        </Card>
      )}
      {!error && !data && <Placeholders />}
      {steps &&
        total &&
        (isNothing(total) ? (
          <NothingYet words={range.words} />
        ) : (
          <Charts steps={steps} total={total} words={range.words} />
        ))}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <FreshnessSection />
          <EngineSection />
        </div>
        <div className="min-w-0 space-y-4">
          <BudgetsSection />
          <ReportsSection />
        </div>
      </div>
    </Page>
  );
}

function isNothing({ syncs, apiCalls, embeddings, searches, webhooks, searchable }: Metrics): boolean {
  const kinds = [syncs, apiCalls, embeddings, webhooks].flatMap((of) => Object.keys(of));
  return kinds.length === 0 && searches.count === 0 && !searchable;
}

function NothingYet({ words }: { readonly words: string }) {
  const { data: status } = useQuery(statusQuery);
  const connected = (status?.sources.length ?? 0) > 0;
  return (
    <Card>
      <EmptyState
        icon={<ChartColumn aria-hidden="true" className="size-5" />}
        title={connected ? `Nothing happened ${words}` : "Charts begin with the first sync"}
        action={
          <ButtonLink to={connected ? "/sources" : "/connect"} look="primary">
            {connected ? "Sync a source" : "Connect a source"}
          </ButtonLink>
        }
      >
        {connected
          ? "Syncs, searches and webhooks show here as they happen."
          : "Connect a source: what is synced, searched and asked of providers shows here by the hour."}
      </EmptyState>
    </Card>
  );
}

function Placeholders() {
  return (
    <div aria-hidden="true" className="grid gap-4 lg:grid-cols-2">
      {["one", "two", "three", "four"].map((key) => (
        <Skeleton key={key} className="h-80 rounded-xl" />
      ))}
    </div>
  );
}
