import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { formatCount } from "../../components/format.ts";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { Notice } from "../../components/states.tsx";
import { isFirstSync, type SourceState, type Status } from "./status.ts";

/** Says what is not all searchable yet, and what could not be read at all. */
export function SyncingNotice({ status }: { readonly status: Status }) {
  const syncing = status.sources.filter(isFirstSync);
  const stopped = status.sources.filter(
    (one) => one.documents.searchable === 0 && one.source.problem && !isFirstSync(one),
  );
  useFresh(syncing.length);
  return (
    <>
      {syncing.map((one) => (
        <FirstSync key={one.source.id} {...one} />
      ))}
      {stopped.map(({ source }) => (
        <Notice
          key={source.id}
          tone="bad"
          title={`Nothing of ${source.name} can be searched`}
          actions={
            <Link
              to="/sources/$sourceId"
              params={{ sourceId: source.id }}
              className="font-medium text-accent hover:underline"
            >
              To the source
            </Link>
          }
        >
          {source.problem?.message}
        </Notice>
      ))}
    </>
  );
}

function FirstSync({ source, documents, lastJob }: SourceState) {
  const { done = 0, total = 0, listing = true } = lastJob?.progress ?? {};
  const known = listing || total === 0 ? "" : ` of ${formatCount(total)}`;
  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-3 text-sm shadow-card">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <Link
          to="/sources/$sourceId"
          params={{ sourceId: source.id }}
          className="min-w-0 font-medium break-words hover:text-accent"
        >
          {source.name} is being read for the first time
        </Link>
        <p className="text-[13px] text-ink-3 tabular">
          {formatCount(documents.searchable)}
          {known} can be searched already
        </p>
      </div>
      <ProgressBar label={`${source.name}: read so far`} value={listing ? null : done} max={total} />
    </div>
  );
}

/** Brings what the search knows up to date when a first sync is over. */
function useFresh(syncing: number): void {
  const client = useQueryClient();
  const before = useRef(syncing);
  useEffect(() => {
    if (syncing < before.current) void client.invalidateQueries({ queryKey: ["search"] });
    before.current = syncing;
  }, [syncing, client]);
}
