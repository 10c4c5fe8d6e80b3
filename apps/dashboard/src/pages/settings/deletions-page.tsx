import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import { allDeletionsQuery, type LargeDeletion as Deletion } from "../../api/deletions.ts";
import type { Source } from "../../api/source.ts";
import { sourcesQuery } from "../../api/sources.ts";
import { Card } from "../../components/card.tsx";
import { LargeDeletion } from "../../components/large-deletion/large-deletion.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { EmptyState, ErrorState, Loading } from "../../components/states.tsx";

/** Deletions of more than a quarter of a source: what waits for somebody, and what became of the others. */
export function DeletionsPage() {
  const { data, error, refetch } = useQuery(allDeletionsQuery);
  const { data: sources = [] } = useQuery(sourcesQuery());
  if (!data) {
    return (
      <Card>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading what="Loading the deletions" />}
      </Card>
    );
  }
  const held = data.filter(({ state }) => state === "held");
  const decided = data.filter(({ state }) => state !== "held");
  return (
    <>
      <p className="max-w-2xl text-sm text-ink-2">
        When a listing no longer shows more than a quarter of a source, nothing is deleted at once: the listing may be
        wrong. It is held until a second listing agrees or you decide.
      </p>
      {held.length === 0 && (
        <Card>
          <EmptyState icon={<ShieldCheck aria-hidden="true" className="size-5" />} title="Nothing is held">
            No source lost more than a quarter of its documents at once.
          </EmptyState>
        </Card>
      )}
      {held.length > 0 && <Deletions label="Held deletions" deletions={held} sources={sources} />}
      {decided.length > 0 && (
        <>
          <h2 className="pt-2 text-[15px] font-semibold">Decided lately</h2>
          <Deletions label="Decided deletions" deletions={decided} sources={sources} />
        </>
      )}
    </>
  );
}

function Deletions({
  label,
  deletions,
  sources,
}: {
  readonly label: string;
  readonly deletions: readonly Deletion[];
  readonly sources: readonly Source[];
}) {
  return (
    <ul aria-label={label} className="space-y-4">
      {deletions.map((deletion) => (
        <li key={deletion.id}>
          <Of source={sources.find(({ id }) => id === deletion.sourceId)} />
          <LargeDeletion deletion={deletion} />
        </li>
      ))}
    </ul>
  );
}

function Of({ source }: { readonly source: Source | undefined }) {
  if (!source) return null;
  return (
    <Link
      to="/sources/$sourceId"
      params={{ sourceId: source.id }}
      className="mb-1.5 flex min-h-6 w-fit items-center gap-1.5 text-[13px] font-medium text-ink-2 hover:text-ink hover:underline"
    >
      <SourceIcon kind={source.kind} className="size-4" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{source.name}</span>
    </Link>
  );
}
