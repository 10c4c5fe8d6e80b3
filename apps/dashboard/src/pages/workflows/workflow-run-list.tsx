import { ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import type { WorkflowRunFilter } from "../../api/workflows.ts";
import { Button } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { LongList } from "../../components/long-list.tsx";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { useWorkflowRuns } from "./use-workflow-runs.ts";
import { WORKFLOW_ROW_PIXELS, WorkflowRunRow } from "./workflow-run-row.tsx";

/** Runs of the engine, the newest first; they change while they are shown. */
export function WorkflowRunList({
  filter,
  empty,
}: {
  readonly filter: WorkflowRunFilter;
  /** What to say when there is no run. */
  readonly empty: ReactNode;
}) {
  const list = useWorkflowRuns(filter);
  const { runs, unseen, gap, data, error, refetch, restart } = list;
  if (!data)
    return <Card>{error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Placeholders />}</Card>;
  if (runs.length === 0 && !list.hasNextPage) return <Card>{empty}</Card>;
  const toNewest = () => {
    window.scrollTo({ top: 0 });
    restart();
  };
  return (
    <Card className={list.isPlaceholderData ? "opacity-60 transition-opacity" : "transition-opacity"}>
      <div role="status" className="sticky top-3 z-10 flex h-0 justify-center">
        {gap && (
          <Button
            size="small"
            className="absolute top-2 shadow-popup"
            icon={<ArrowUp aria-hidden="true" className="size-4" />}
            onClick={toNewest}
          >
            Newer runs
          </Button>
        )}
      </div>
      <LongList
        label="Workflow runs"
        rows={runs}
        keyOf={({ id }) => id}
        estimate={WORKFLOW_ROW_PIXELS}
        hasMore={list.hasNextPage && !list.isFetchNextPageError}
        loading={list.isFetching}
        onMore={list.fetchNextPage}
      >
        {(run) => <WorkflowRunRow run={run} follow={unseen.has(run.id)} />}
      </LongList>
      {list.isFetchNextPageError && (
        <ErrorState title="The next runs could not be loaded" error={error} onRetry={() => void list.fetchNextPage()} />
      )}
    </Card>
  );
}

function Placeholders() {
  return (
    <div aria-hidden="true" className="divide-y divide-line">
      {[1, 2, 3, 4, 5, 6].map((one) => (
        <div key={one} className="flex items-center gap-4 px-5 py-5">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
