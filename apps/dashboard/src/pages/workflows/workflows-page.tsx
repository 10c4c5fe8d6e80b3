import { useNavigate, useSearch } from "@tanstack/react-router";
import { Workflow } from "lucide-react";
import type { WorkflowRunFilter } from "../../api/workflows.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/states.tsx";
import { WorkflowRunFilters } from "./run-filters.tsx";
import { WorkflowRunList } from "./workflow-run-list.tsx";
import { runStatusOf } from "./workflow-words.ts";
import { WorkflowsFrame } from "./workflows-frame.tsx";

const idPattern = /^[0-9A-Za-z]{1,26}$/;

/** Every run of the embedded engine. */
export function WorkflowsPage() {
  const search = useSearch({ from: "/signed-in/workflows" });
  const navigate = useNavigate();
  const status = runStatusOf(search.status);
  const filter: WorkflowRunFilter = {
    ...(status && { status }),
    ...(search.function && { function: search.function }),
    ...(search.id && idPattern.test(search.id) && { id: search.id }),
  };
  const narrow = (next: WorkflowRunFilter) =>
    void navigate({ to: "/workflows", search: { ...next }, replace: true, resetScroll: false });
  const narrowed = Object.keys(filter).length > 0;
  return (
    <WorkflowsFrame title="Workflows">
      {({ runs }) => (
        <>
          <h2 className="sr-only">Runs</h2>
          <WorkflowRunFilters filter={filter} counts={runs} onChange={narrow} />
          <WorkflowRunList
            key={JSON.stringify(filter)}
            filter={filter}
            empty={
              narrowed ? (
                <EmptyState title="No run fits" action={<Button onClick={() => narrow({})}>Show all runs</Button>}>
                  Runs that are over are deleted after some time: look for what is more recent, or take a filter off.
                </EmptyState>
              ) : (
                <EmptyState icon={<Workflow aria-hidden="true" className="size-5" />} title="Nothing has run yet">
                  As soon as a source is connected, its sync shows here with each of its steps.
                </EmptyState>
              )
            }
          />
        </>
      )}
    </WorkflowsFrame>
  );
}
