import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { JobFilter } from "../../api/jobs.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/states.tsx";
import { RunFilters, statusOf } from "../runs/run-filters.tsx";
import { RunList } from "../runs/run-list.tsx";

/** The runs of a source. */
export function SourceRunsPage() {
  const { sourceId } = useParams({ from: "/signed-in/sources/$sourceId/runs" });
  const status = statusOf(useSearch({ from: "/signed-in/sources/$sourceId/runs" }).status);
  const navigate = useNavigate();
  const narrow = (next: JobFilter) =>
    void navigate({
      to: "/sources/$sourceId/runs",
      params: { sourceId },
      search: next.status ? { status: next.status } : {},
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="space-y-3">
      <h2 className="sr-only">Runs</h2>
      <RunFilters filter={{ sourceId, ...(status && { status }) }} onChange={narrow} />
      <RunList
        filter={{ sourceId, ...(status && { status }) }}
        empty={
          status ? (
            <EmptyState
              title="No run of this source ended so"
              action={<Button onClick={() => narrow({})}>Show all runs</Button>}
            />
          ) : (
            <EmptyState title="It was never synced">Sync it now, above: what the run reads is shown here.</EmptyState>
          )
        }
      />
    </div>
  );
}
