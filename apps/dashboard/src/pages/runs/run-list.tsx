import type { ReactNode } from "react";
import type { JobFilter } from "../../api/jobs.ts";
import { Card } from "../../components/card.tsx";
import { JOB_ROW_PIXELS, JobRow } from "../../components/job/job-row.tsx";
import { LongList } from "../../components/long-list.tsx";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { useRuns } from "./use-runs.ts";

/** Runs, the newest first, what is under way on top; they change while they are shown. */
export function RunList({
  filter,
  sources,
  empty,
}: {
  readonly filter: JobFilter;
  /** Names of the sources by their ids, where the list is of several. */
  readonly sources?: ReadonlyMap<string, { readonly name: string; readonly kind: string }>;
  /** What to say when there is no run. */
  readonly empty: ReactNode;
}) {
  const {
    runs,
    data,
    error,
    refetch,
    hasNextPage,
    isFetching,
    isFetchNextPageError,
    fetchNextPage,
    isPlaceholderData,
  } = useRuns(filter);
  if (!data) {
    return <Card>{error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Placeholders />}</Card>;
  }
  if (runs.length === 0 && !hasNextPage) return <Card>{empty}</Card>;
  return (
    <Card className={isPlaceholderData ? "opacity-60 transition-opacity" : "transition-opacity"}>
      <LongList
        label="Runs"
        rows={runs}
        keyOf={({ id }) => id}
        estimate={JOB_ROW_PIXELS}
        hasMore={hasNextPage && !isFetchNextPageError}
        loading={isFetching}
        onMore={fetchNextPage}
      >
        {(job) => (
          <JobRow
            job={job}
            {...(sources && { source: sources.get(job.sourceId) ?? { name: "A source that is gone", kind: "" } })}
          />
        )}
      </LongList>
      {isFetchNextPageError && (
        <ErrorState title="The next runs could not be loaded" error={error} onRetry={() => void fetchNextPage()} />
      )}
    </Card>
  );
}

function Placeholders() {
  return (
    <div aria-hidden="true" className="divide-y divide-line">
      {[1, 2, 3, 4, 5].map((one) => (
        <div key={one} className="flex items-center gap-4 px-5 py-4">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
