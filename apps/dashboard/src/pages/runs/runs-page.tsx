import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { History } from "lucide-react";
import { useMemo } from "react";
import type { JobFilter } from "../../api/jobs.ts";
import { sourcesQuery } from "../../api/sources.ts";
import { Button, ButtonLink } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyState } from "../../components/states.tsx";
import { RunFilters, statusOf } from "./run-filters.tsx";
import { RunList } from "./run-list.tsx";

/** Every run there was, and those under way. */
export function RunsPage() {
  const search = useSearch({ from: "/signed-in/runs" });
  const navigate = useNavigate();
  const { data: sources = [] } = useQuery(sourcesQuery(true));
  const names = useMemo(() => new Map(sources.map((source) => [source.id, source])), [sources]);
  const status = statusOf(search.status);
  const filter: JobFilter = { ...(search.source && { sourceId: search.source }), ...(status && { status }) };
  const narrow = (next: JobFilter) =>
    void navigate({
      to: "/runs",
      search: { ...(next.status && { status: next.status }), ...(next.sourceId && { source: next.sourceId }) },
      replace: true,
    });
  const narrowed = filter.sourceId !== undefined || status !== undefined;
  return (
    <Page
      wide
      title="Runs"
      description="Every sync of every source: what began it, what it did, how it ended."
      actions={<RunFilters filter={filter} sources={sources} onChange={narrow} />}
    >
      <h2 className="sr-only">All runs</h2>
      <RunList
        filter={filter}
        sources={names}
        empty={
          narrowed ? (
            <EmptyState
              title="No run fits these filters"
              action={<Button onClick={() => narrow({})}>Show all runs</Button>}
            >
              Choose another state or source.
            </EmptyState>
          ) : (
            <EmptyState
              icon={<History aria-hidden="true" className="size-5" />}
              title="Nothing has been synced yet"
              action={
                <ButtonLink to="/connect" look="primary">
                  Connect a source
                </ButtonLink>
              }
            >
              Each sync of a source is listed here, with what it read and what it could not.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}
