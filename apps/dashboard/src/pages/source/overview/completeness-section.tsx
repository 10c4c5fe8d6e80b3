import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Completeness, completenessQuery } from "../../../api/source.ts";
import { Section } from "../../../components/card.tsx";
import { formatCount, formatShare } from "../../../components/format.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { ErrorState, Notice, Skeleton } from "../../../components/states.tsx";
import { CompletenessBar } from "./completeness-bar.tsx";
import { CompletenessReasons } from "./completeness-reasons.tsx";
import { CompletenessTypes } from "./completeness-types.tsx";

/** What exists at the provider, what is held here, what can be found, and the reason for every difference. */
export function CompletenessSection({ sourceId }: { readonly sourceId: string }) {
  const { data, error, refetch } = useQuery(completenessQuery(sourceId));
  return (
    <Section title="Completeness" description="What exists there, what is held here, and what can be found." flush>
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div className="space-y-3 p-5">
          <Skeleton className="h-6 w-72" />
          <Skeleton className="h-2.5" />
          <Skeleton className="h-24" />
        </div>
      )}
      {data && <Shown sourceId={sourceId} completeness={data} />}
    </Section>
  );
}

function Shown({ sourceId, completeness }: { readonly sourceId: string; readonly completeness: Completeness }) {
  const { totals, types, reasons, unknown, listing } = completeness;
  const gone = reasons.filter(({ status }) => status === "gone").reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <div className="space-y-3 px-4 py-4 sm:px-5">
        <p className="text-sm text-ink-2">
          <Sentence totals={totals} gone={gone} />
        </p>
        <CompletenessBar completeness={completeness} />
        {listing && (
          <p className="text-[13px] text-ink-3">
            What exists there is known from a complete listing,{" "}
            <Link to="/runs/$jobId" params={{ jobId: listing.jobId }} className="text-ink-2 underline">
              <RelativeTime time={listing.finishedAt} />
            </Link>
            , and from what was read since.
          </p>
        )}
        {unknown && <Notice title="What exists there is not known yet">{unknown.message}</Notice>}
      </div>
      {types.length > 0 && <CompletenessTypes types={types} totals={totals} sourceId={sourceId} />}
      {reasons.length > 0 && <CompletenessReasons reasons={reasons} sourceId={sourceId} />}
    </>
  );
}

function Sentence({
  totals: { exists, held, searchable },
  gone,
}: Pick<Completeness, "totals"> & { readonly gone: number }) {
  const strong = (count: number) => <strong className="font-semibold text-ink tabular">{formatCount(count)}</strong>;
  if (exists === null) {
    return (
      <>
        {strong(held)} held here, {strong(searchable)} of them can be found.
      </>
    );
  }
  if (exists === 0 && held === 0) return <>There is nothing there to read.</>;
  if (gone > 0) {
    return (
      <>
        {strong(exists)} exist there, {strong(searchable)} can be found; {strong(gone)} that {gone === 1 ? "is" : "are"}{" "}
        held here {gone === 1 ? "is" : "are"} gone there.
      </>
    );
  }
  if (exists === searchable) return <>Everything there can be found: {strong(searchable)}.</>;
  return (
    <>
      {strong(searchable)} of {strong(exists)} can be found ({formatShare(exists === 0 ? null : searchable / exists)}).
    </>
  );
}
