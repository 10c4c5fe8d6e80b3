import { Link } from "@tanstack/react-router";
import type { SourceRow } from "../../api/source.ts";
import { formatCount } from "../../components/format.ts";

/** How many documents of a source are where; those that need a look are links to them. */
export function SourceCounts({ row: { source, documents } }: { readonly row: SourceRow }) {
  const others = (["pending", "failed", "skipped"] as const).filter((status) => documents[status] > 0);
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 text-[13px] text-ink-2 tabular">
      <span>
        <span className="text-lg font-semibold tracking-tight text-ink">{formatCount(documents.searchable)}</span>{" "}
        searchable
      </span>
      {others.map((status) => (
        <Link
          key={status}
          to="/sources/$sourceId/documents"
          params={{ sourceId: source.id }}
          search={{ status }}
          className={status === "failed" ? "min-h-6 font-medium text-bad hover:underline" : "min-h-6 hover:underline"}
        >
          {formatCount(documents[status])} {status === "pending" ? "waiting" : status}
        </Link>
      ))}
    </p>
  );
}
