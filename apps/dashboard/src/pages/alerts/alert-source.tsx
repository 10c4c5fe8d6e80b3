import { Link } from "@tanstack/react-router";
import type { Source } from "../../api/source.ts";
import { SourceIcon } from "../../components/source-icon.tsx";

/** The source an alert is about; one that is gone for good has no name any more. */
export function AlertSource({
  sourceId,
  source,
}: {
  readonly sourceId: string | null;
  readonly source: Source | undefined;
}) {
  if (sourceId === null) return <span>All sources</span>;
  if (!source) return <span>A source that is gone</span>;
  return (
    <Link
      to="/sources/$sourceId"
      params={{ sourceId }}
      className="flex min-h-6 min-w-0 items-center gap-1.5 text-ink-2 hover:underline"
    >
      <SourceIcon kind={source.kind} className="size-4" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{source.name}</span>
    </Link>
  );
}
