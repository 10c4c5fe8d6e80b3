import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { HeldDocument } from "../../api/documents.ts";
import { useKindName } from "../../api/source-kinds.ts";
import { sourcesQuery } from "../../api/sources.ts";
import { Badge } from "../../components/badge.tsx";
import { Section } from "../../components/card.tsx";
import { formatMoment, formatPlural } from "../../components/format.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { StateBadge } from "../../components/state-badge.tsx";

/** Where a document is, beneath its title. */
export function DocumentPlace({ document }: Pick<HeldDocument, "document">) {
  const nameOfKind = useKindName();
  const { source, type, repository, path, state } = document;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="flex items-center gap-1.5">
        <SourceIcon kind={source} className="size-4!" />
        {nameOfKind(source)} {type.replaceAll(/[-_]/g, " ")}
      </span>
      {repository && <span className="text-ink-3">{repository}</span>}
      {path && path !== document.title && <code className="font-mono text-xs break-all text-ink-3">{path}</code>}
      {state && <StateBadge state={state} />}
    </div>
  );
}

const statusWords: Readonly<Record<string, string>> = {
  searchable: "Searchable",
  pending: "Waiting to be indexed",
  failed: "Failed",
  skipped: "Left out of the search",
  deleting: "Being deleted",
};

/** What is known of a document beside its text. */
export function DocumentFacts({ held }: { readonly held: HeldDocument }) {
  const { data: sources = [] } = useQuery(sourcesQuery());
  const { document, sourceId, status, chunkCount } = held;
  const { author, createdAt, updatedAt, labels = [], language } = document;
  return (
    <Section title="Details">
      <dl className="space-y-2 text-[13px]">
        <Fact name="Source">
          <Link to="/sources/$sourceId" params={{ sourceId }} className="font-medium text-accent hover:underline">
            {sources.find(({ id }) => id === sourceId)?.name ?? "To the source"}
          </Link>
        </Fact>
        {author && (
          <Fact name="Author">
            {author.name}
            {author.email && <span className="block text-xs text-ink-3">{author.email}</span>}
          </Fact>
        )}
        {updatedAt && (
          <Fact name="Changed">
            <RelativeTime time={updatedAt} />
          </Fact>
        )}
        {createdAt && <Fact name="Created">{formatMoment(createdAt)}</Fact>}
        {labels.length > 0 && (
          <Fact name="Labels">
            <span className="flex flex-wrap gap-1">
              {labels.map((label) => (
                <Badge key={label}>{label}</Badge>
              ))}
            </span>
          </Fact>
        )}
        {language && <Fact name="Language">{language}</Fact>}
        <Fact name="Index">
          {statusWords[status] ?? status}
          {chunkCount > 0 && <span className="text-ink-3">, {formatPlural(chunkCount, "part")}</span>}
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] gap-2">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
