import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { completenessQuery } from "../../api/source.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { DocumentList } from "../../components/document-list/document-list.tsx";
import { RetryProgress } from "../../components/document-list/retry-progress.tsx";
import { useRetry } from "../../components/document-list/use-retry.ts";
import { formatPlural } from "../../components/format.ts";
import { EmptyState } from "../../components/states.tsx";
import { countOf, filterOf, listedReasons } from "./documents/listing-address.ts";
import { ListingFilters } from "./documents/listing-filters.tsx";
import { useChanged } from "./documents/use-changed.ts";

/** The documents of a source: what each is, where it stands and why. */
export function SourceDocumentsPage() {
  const { sourceId } = useParams({ from: "/signed-in/sources/$sourceId/documents" });
  const filter = filterOf(useSearch({ from: "/signed-in/sources/$sourceId/documents" }));
  const navigate = useNavigate();
  const { data: completeness } = useQuery(completenessQuery(sourceId));
  const { jobId, busyId, retryOne, retryAll, isRetryingAll } = useRetry(sourceId);
  const { changed, beginAnew } = useChanged(sourceId, filter);
  const narrow = (search: Parameters<typeof filterOf>[0]) =>
    void navigate({
      to: "/sources/$sourceId/documents",
      params: { sourceId },
      search,
      replace: true,
      resetScroll: false,
    });
  const narrowed = Object.keys(filter).length > 0;
  const count = completeness ? countOf(completeness, filter) : null;
  const failed = completeness?.totals.failed ?? 0;
  const reason =
    filter.code && completeness && listedReasons(completeness, filter.status).find(({ code }) => code === filter.code);
  return (
    <div className="space-y-3">
      <ListingFilters
        filter={filter}
        completeness={completeness}
        onChange={(change) => {
          const { q, status, type, code } = { ...filter, ...change };
          narrow({ ...(q && { q }), ...(status && { status }), ...(type && { type }), ...(code && { code }) });
        }}
      />
      <Section
        flush
        title={count === null ? "Documents" : formatPlural(count, "document")}
        description={reason ? reason.message : undefined}
        actions={
          failed > 0 &&
          (filter.status ?? "failed") === "failed" && (
            <Button
              size="small"
              busy={isRetryingAll}
              icon={<RotateCw aria-hidden="true" className="size-3.5" />}
              onClick={retryAll}
            >
              Retry all {formatPlural(failed, "failed document")}
            </Button>
          )
        }
      >
        {jobId && <RetryProgress sourceId={sourceId} jobId={jobId} />}
        {changed && (
          <div
            role="status"
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line bg-info-soft px-4 py-2 text-[13px] sm:px-5"
          >
            A run has changed documents since this list was loaded.
            <Button size="small" onClick={beginAnew}>
              Show it as it is now
            </Button>
          </div>
        )}
        <DocumentList
          sourceId={sourceId}
          filter={filter}
          busyId={busyId}
          onRetry={retryOne}
          empty={
            narrowed ? (
              <EmptyState
                title="No document fits"
                action={<Button onClick={() => narrow({})}>Show all documents</Button>}
              >
                {filter.q
                  ? "Titles and paths are looked through for these very characters, in any case."
                  : "Choose another state, type or reason."}
              </EmptyState>
            ) : (
              <EmptyState title="Nothing has been read yet">What a run of this source reads is listed here.</EmptyState>
            )
          }
        />
      </Section>
    </div>
  );
}
