import { Link } from "@tanstack/react-router";
import type { SourceRow } from "../../api/source.ts";
import { useKindName } from "../../api/source-kinds.ts";
import { Badge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { formatCount } from "../../components/format.ts";
import { JobProgress } from "../../components/job-progress.tsx";
import { LongList } from "../../components/long-list.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { SourceActions } from "../source/actions/source-actions.tsx";
import { Freshness } from "./source-freshness.tsx";
import { SourceLink } from "./source-link.tsx";
import { sourceState } from "./source-state.ts";
import { SourceTroubles } from "./source-troubles.tsx";

const ROW_PIXELS = 66;

/** Many sources, one a row. */
export function SourceTable({ rows }: { readonly rows: readonly SourceRow[] }) {
  return (
    <Card>
      <LongList label="Connected sources" rows={rows} keyOf={({ source }) => source.id} estimate={ROW_PIXELS}>
        {(row) => <Row row={row} />}
      </LongList>
    </Card>
  );
}

function Row({ row }: { readonly row: SourceRow }) {
  const { source, documents, lastJob } = row;
  const kindName = useKindName();
  const { tone, words, busy } = sourceState(source, lastJob);
  return (
    <div className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <div className="flex min-w-0 flex-1 basis-full items-center gap-3 sm:basis-48">
          <SourceIcon kind={source.kind} />
          <div className="min-w-0">
            <h2 className="text-sm font-medium">
              <SourceLink source={source} />
            </h2>
            <p className="truncate text-[13px] text-ink-3">
              {kindName(source.kind)} · <Freshness source={source} syncing={busy} />
            </p>
          </div>
        </div>
        <p className="text-[13px] text-ink-2 tabular max-sm:pl-8">
          {formatCount(documents.searchable)} searchable
          {documents.failed > 0 && (
            <Link
              to="/sources/$sourceId/documents"
              params={{ sourceId: source.id }}
              search={{ status: "failed" }}
              className="ml-3 font-medium text-bad hover:underline"
            >
              {formatCount(documents.failed)} failed
            </Link>
          )}
        </p>
        <Badge tone={tone} dot>
          {words}
        </Badge>
        <SourceActions source={source} job={lastJob} />
      </div>
      {(source.problem || row.held > 0 || busy) && (
        <div className="mt-2 space-y-1.5">
          {busy && lastJob && <JobProgress job={lastJob} compact />}
          <SourceTroubles row={row} />
        </div>
      )}
    </div>
  );
}
