import { useQuery } from "@tanstack/react-query";
import { Cable, Plus } from "lucide-react";
import { sourcesQuery, statusQuery } from "../../api/sources.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../components/states.tsx";
import { DisconnectedSources } from "./disconnected-sources.tsx";
import { SourceCard } from "./source-card.tsx";
import { SourceTable } from "./source-table.tsx";

/** More sources than these are rows, which can be compared, instead of cards. */
const CARDS_MAX = 12;

/** Every connected source with how it is, and those that were disconnected and can be restored. */
export function SourcesPage() {
  const { data: status, error, refetch } = useQuery(statusQuery);
  const { data: all = [] } = useQuery(sourcesQuery(true));
  const disconnected = all.filter(({ status: state }) => state === "archived");
  const rows = status?.sources;
  return (
    <Page
      title="Sources"
      description="What is read, how fresh it is, and how much of it can be found."
      actions={
        rows &&
        rows.length > 0 && (
          <ButtonLink to="/connect" look="primary" icon={<Plus aria-hidden="true" className="size-4" />}>
            Connect a source
          </ButtonLink>
        )
      }
    >
      {error && !rows && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !rows && <Placeholders />}
      {rows?.length === 0 && (
        <Card>
          <EmptyState
            icon={<Cable aria-hidden="true" className="size-5" />}
            title="Nothing is connected yet"
            action={
              <ButtonLink to="/connect" look="primary">
                Connect a source
              </ButtonLink>
            }
          >
            Connect a git repository on this machine, or GitHub, Linear, Notion, Slack or Vercel: its contents can be
            searched while they are still being read.
          </EmptyState>
        </Card>
      )}
      {rows && rows.length > 0 && rows.length <= CARDS_MAX && (
        <ul aria-label="Connected sources" className="grid gap-3 md:grid-cols-2">
          {rows.map((row) => (
            <li key={row.source.id} className="min-w-0">
              <SourceCard row={row} />
            </li>
          ))}
        </ul>
      )}
      {rows && rows.length > CARDS_MAX && <SourceTable rows={rows} />}
      {disconnected.length > 0 && <DisconnectedSources sources={disconnected} />}
    </Page>
  );
}

function Placeholders() {
  return (
    <div aria-hidden="true" className="grid gap-3 md:grid-cols-2">
      <Skeleton className="h-44 rounded-xl" />
      <Skeleton className="h-44 rounded-xl" />
    </div>
  );
}
