import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { lastRunsQuery, sourceQuery } from "../../api/source.ts";
import { sourceKindsQuery, useKindName } from "../../api/source-kinds.ts";
import { BackLink } from "../../components/back-link.tsx";
import { Badge } from "../../components/badge.tsx";
import { Page } from "../../components/page.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { type Missing, UnloadedPage } from "../../components/unloaded-page.tsx";
import { Freshness } from "../sources/source-freshness.tsx";
import { sourceState } from "../sources/source-state.ts";
import { SourceActions } from "./actions/source-actions.tsx";

const missing: Missing = {
  title: "There is no such source",
  to: "/sources",
  link: "All sources",
  why: "It was removed for good, or the address is wrong. Disconnected sources can be restored for 30 days; then they are gone.",
};

/** A source: its head and its parts. The parts are `Section`s; the heading of the page is here. */
export function SourceLayout() {
  const { sourceId } = useParams({ from: "/signed-in/sources/$sourceId" });
  const { data, error, refetch } = useQuery(sourceQuery(sourceId));
  const { data: runs = [] } = useQuery(lastRunsQuery(sourceId));
  const { data: kinds } = useQuery(sourceKindsQuery);
  const kindName = useKindName();
  if (!data) return <UnloadedPage what="source" error={error} onRetry={refetch} missing={missing} />;
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
          <BackLink to="/sources">Sources</BackLink>
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
      actions={!archived && <SourceActions source={source} job={runs[0] ?? null} />}
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
