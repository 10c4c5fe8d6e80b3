import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { SourceRow } from "../../../api/source.ts";
import { statusQuery } from "../../../api/sources.ts";
import { Badge } from "../../../components/badge.tsx";
import { ButtonLink } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { formatCount } from "../../../components/format.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { SourceIcon } from "../../../components/source-icon.tsx";
import { ErrorState, Skeleton } from "../../../components/states.tsx";
import { Table } from "../../../components/table.tsx";
import { sourceState } from "../../sources/source-state.ts";
import { byStaleness } from "./stalest.ts";

const SHOWN = 8;

/** When each source was last synced, the stalest first. */
export function FreshnessSection() {
  const { data, error, refetch } = useQuery(statusQuery);
  const rows = data && byStaleness(data.sources);
  const paused = data ? data.sources.length - (rows?.length ?? 0) : 0;
  return (
    <Section
      title="Freshness"
      description="When each source was last synced, the stalest first."
      actions={
        <ButtonLink to="/sources" look="quiet" size="small">
          All sources
        </ButtonLink>
      }
      flush
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton className="m-5 h-40" />}
      {rows?.length === 0 && (
        <p className="px-5 py-10 text-center text-sm text-ink-3">
          {paused > 0 ? "Every source is paused." : "No source is connected yet."}
        </p>
      )}
      {rows && rows.length > 0 && (
        <>
          <Table
            label="Freshness of the sources"
            rows={rows.slice(0, SHOWN)}
            keyOf={({ source }) => source.id}
            columns={[
              { name: "Source", cell: ({ source }) => <Named source={source} /> },
              { name: "State", optional: true, cell: (row) => <State row={row} /> },
              { name: "Last synced", cell: ({ source }) => <Synced source={source} /> },
            ]}
          />
          {(rows.length > SHOWN || paused > 0) && (
            <p className="border-t border-line px-4 py-2.5 text-[13px] text-ink-3 sm:px-5">
              {[
                ...(rows.length > SHOWN ? [`${formatCount(rows.length - SHOWN)} fresher ones are not shown`] : []),
                ...(paused > 0 ? [`${formatCount(paused)} paused`] : []),
              ].join(", ")}
              .
            </p>
          )}
        </>
      )}
    </Section>
  );
}

function Named({ source: { id, kind, name } }: Pick<SourceRow, "source">) {
  return (
    <Link
      to="/sources/$sourceId"
      params={{ sourceId: id }}
      className="flex items-start gap-2 font-medium hover:underline"
    >
      <SourceIcon kind={kind} className="size-4.5 translate-y-px" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
    </Link>
  );
}

function Synced({ source: { lastSyncAt, nextSyncAt } }: Pick<SourceRow, "source">) {
  return (
    <>
      {lastSyncAt ? <RelativeTime time={lastSyncAt} /> : "never"}
      <span className="block text-xs whitespace-nowrap text-ink-3">
        next {nextSyncAt ? <RelativeTime time={nextSyncAt} /> : "tonight"}
      </span>
    </>
  );
}

function State({ row: { source, lastJob } }: { readonly row: SourceRow }) {
  const { tone, words } = sourceState(source, lastJob);
  return (
    <Badge tone={tone} dot>
      {words}
    </Badge>
  );
}
