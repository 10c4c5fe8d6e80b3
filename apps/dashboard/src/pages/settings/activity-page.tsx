import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { type Activity, activityQuery } from "../../api/activity.ts";
import type { Source } from "../../api/source.ts";
import { sourcesQuery } from "../../api/sources.ts";
import { Section } from "../../components/card.tsx";
import { LongList } from "../../components/long-list.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { EmptyState, ErrorState, Loading } from "../../components/states.tsx";
import { ActivitySubject } from "./activity/activity-subject.tsx";
import { activityWords } from "./activity/activity-words.ts";

const ROW_HEIGHT = 37;

/** The audit trail, in words. */
export function ActivityPage() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(activityQuery);
  const { data: sources = [] } = useQuery(sourcesQuery(true));
  return (
    <Section
      title="Activity"
      description="Every change and who made it, kept for a year. What was sent in is not kept."
      flush
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading what="Loading the activity" />}
      {data?.length === 0 && (
        <EmptyState icon={<History aria-hidden="true" className="size-5" />} title="Nothing was changed yet">
          Whatever is changed here, by hand or through the API, is written down.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <LongList
          label="Activity"
          rows={data}
          keyOf={({ id }) => id}
          estimate={ROW_HEIGHT}
          hasMore={hasNextPage}
          loading={isFetchingNextPage}
          onMore={() => void fetchNextPage()}
        >
          {(entry) => <Row entry={entry} sources={sources} />}
        </LongList>
      )}
    </Section>
  );
}

function Row({ entry, sources }: { readonly entry: Activity; readonly sources: readonly Source[] }) {
  const { who, words, place, more } = activityWords(entry);
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5">
      <p className="min-w-0 flex-1 basis-full text-sm text-ink-2 sm:basis-56 [overflow-wrap:anywhere]">
        <span className="font-medium text-ink" title={entry.actor}>
          {who}
        </span>{" "}
        {words} <ActivitySubject subject={entry.subject} place={place} more={more} sources={sources} />
      </p>
      <span className="text-xs text-ink-3">
        <RelativeTime time={entry.at} />
      </span>
    </div>
  );
}
