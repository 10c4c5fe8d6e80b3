import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { type ListingFilter, listingQuery } from "../../api/listings.ts";
import { LongList } from "../long-list.tsx";
import { ErrorState, Skeleton } from "../states.tsx";
import { DOCUMENT_ROW_PIXELS, DocumentRow } from "./document-row.tsx";

/** The documents of a source that fit a filter, however many there are. */
export function DocumentList({
  sourceId,
  filter,
  liveMs = false,
  busyId,
  onRetry,
  empty,
}: {
  readonly sourceId: string;
  readonly filter: ListingFilter;
  /** How often a short list is asked for again while it is shown. */
  readonly liveMs?: number | false;
  readonly busyId: string | null;
  readonly onRetry: (id: string) => void;
  readonly empty: ReactNode;
}) {
  const { data, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage, isPlaceholderData } =
    useInfiniteQuery(listingQuery(sourceId, filter, liveMs));
  const documents = useMemo(() => data?.pages.flatMap((page) => page.documents) ?? [], [data]);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Placeholders />;
  if (documents.length === 0 && !hasNextPage && !isPlaceholderData) return empty;
  return (
    <div className={isPlaceholderData ? "opacity-60 transition-opacity" : "transition-opacity"}>
      <LongList
        label="Documents"
        rows={documents}
        keyOf={({ id }) => id}
        estimate={DOCUMENT_ROW_PIXELS}
        hasMore={hasNextPage && !isFetchNextPageError}
        loading={isFetching}
        onMore={fetchNextPage}
      >
        {(document) => <DocumentRow document={document} busy={document.id === busyId} onRetry={onRetry} />}
      </LongList>
      {isFetchNextPageError && (
        <ErrorState title="The next documents could not be loaded" error={error} onRetry={() => void fetchNextPage()} />
      )}
    </div>
  );
}

function Placeholders() {
  return (
    <div aria-hidden="true" className="divide-y divide-line">
      {[1, 2, 3, 4, 5].map((one) => (
        <div key={one} className="flex items-center gap-4 px-5 py-4">
          <Skeleton className="h-4 w-56" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
