import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { ApiProblem } from "../../api/client.ts";
import { lastRunsQuery, sourceQuery } from "../../api/source.ts";
import { sourceKindsQuery, useKindName } from "../../api/source-kinds.ts";
import { Badge } from "../../components/badge.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { EmptyState, ErrorState, Loading } from "../../components/states.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { Freshness } from "../sources/source-freshness.tsx";
import { sourceState } from "../sources/source-state.ts";
import { SourceActions } from "./actions/source-actions.tsx";

/** A source: its head and its parts. The parts are `Section`s; the heading of the page is here. */
export function SourceLayout() {
  const { sourceId } = useParams({ from: "/signed-in/sources/$sourceId" });
  const { data, error, refetch } = useQuery(sourceQuery(sourceId));
  const { data: runs = [] } = useQuery(lastRunsQuery(sourceId));
  const { data: kinds } = useQuery(sourceKindsQuery);
  const kindName = useKindName();
  if (!data) {
    if (!error) return <Loading what="Loading the source" />;
    if (error instanceof ApiProblem && error.status === 404) return <Unknown />;
    return <ErrorState title="The source could not be loaded" error={error} onRetry={() => void refetch()} />;
  }
  const { source } = data;
  const { tone, words, busy } = sourceState(source, runs[0] ?? null);
  const archived = source.status === "archived";
  const webhooks = kinds?.find(({ kind }) => kind === source.kind)?.webhooks === true;
  const params = { sourceId };
  return (
    <Page
      title={source.name}
      heading={
        <>
          <Link
            to="/sources"
            className="mb-2 flex min-h-6 w-fit items-center gap-1.5 text-[13px] font-medium tracking-normal text-ink-2 hover:text-ink"
          >
            <ArrowLeft aria-hidden="true" className="size-3.5" /> Sources
          </Link>
          <span className="flex items-start gap-2.5">
            <SourceIcon kind={source.kind} className="mt-1 size-6" />
            <span className="min-w-0 break-words">{source.name}</span>
          </span>
        </>
      }
      description={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          {kindName(source.kind)}
          <Badge tone={tone} dot>
            {words}
          </Badge>
          <span className="text-[13px] text-ink-3">
            <Freshness source={source} syncing={busy} />
          </span>
        </span>
      }
      actions={!archived && <SourceActions source={source} syncing={busy} />}
    >
      <Tabs
        label={`Parts of ${source.name}`}
        tabs={[
          { name: "Overview", to: "/sources/$sourceId", params },
          ...(archived ? [] : [{ name: "Documents", to: "/sources/$sourceId/documents", params } as const]),
          { name: "Runs", to: "/sources/$sourceId/runs", params },
          ...(webhooks && !archived ? [{ name: "Webhook", to: "/sources/$sourceId/webhook", params } as const] : []),
          ...(archived ? [] : [{ name: "Settings", to: "/sources/$sourceId/settings", params } as const]),
        ]}
      />
      <Outlet />
    </Page>
  );
}

function Unknown() {
  return (
    <Page title="Source not found">
      <EmptyState title="There is no such source" action={<ButtonLink to="/sources">All sources</ButtonLink>}>
        It was removed for good, or the address is wrong. Disconnected sources can be restored for 30 days; then they
        are gone.
      </EmptyState>
    </Page>
  );
}
