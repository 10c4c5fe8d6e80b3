import type { SourceRow } from "../../api/source.ts";
import { useKindName } from "../../api/source-kinds.ts";
import { Badge } from "../../components/badge.tsx";
import { JobProgress } from "../../components/job-progress.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { SourceActions } from "../source/actions/source-actions.tsx";
import { SourceCounts } from "./source-counts.tsx";
import { Freshness } from "./source-freshness.tsx";
import { SourceLink } from "./source-link.tsx";
import { sourceState } from "./source-state.ts";
import { SourceTroubles } from "./source-troubles.tsx";

/** A source: what it is, how it does, how much of it can be found, what is wrong, what can be done. */
export function SourceCard({ row }: { readonly row: SourceRow }) {
  const { source, lastJob } = row;
  const kindName = useKindName();
  const { tone, words, busy } = sourceState(source, lastJob);
  return (
    <article
      className="flex h-full flex-col rounded-xl border border-line bg-surface shadow-card"
      aria-label={source.name}
    >
      <div className="flex items-start gap-3 px-4 pt-4">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken">
          <SourceIcon kind={source.kind} />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="text-[15px] font-semibold" title={source.name}>
            <SourceLink source={source} />
          </h2>
          <p className="truncate text-[13px] text-ink-3">{kindName(source.kind)}</p>
        </div>
        <Badge tone={tone} dot>
          {words}
        </Badge>
      </div>
      <div className="flex-1 space-y-3 px-4 pt-3.5 pb-3">
        <SourceCounts row={row} />
        {busy && lastJob && <JobProgress job={lastJob} compact />}
        <SourceTroubles row={row} />
      </div>
      <div className="flex min-h-12 items-center justify-between gap-3 border-t border-line py-1.5 pr-2 pl-4">
        <p className="min-w-0 text-[13px] text-ink-3">
          <Freshness source={source} syncing={busy} />
        </p>
        <SourceActions source={source} job={lastJob} />
      </div>
    </article>
  );
}
