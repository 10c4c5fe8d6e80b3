import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Relation, relatedQuery } from "../../api/documents.ts";
import { relationWords } from "../../components/relation-words.ts";
import { SourceIcon } from "../../components/source-icon.tsx";
import { Skeleton } from "../../components/states.tsx";

/** What a related document is called: a file by its path, since many have the same name. */
export function nameOf({ path, title }: { readonly path: string | null; readonly title: string }): string {
  return path ?? title;
}

/** The documents most related to one, each with what it is to it. */
export function RelatedBrief({ documentId, limit }: { readonly documentId: string; readonly limit: number }) {
  const { data, isError } = useQuery(relatedQuery(documentId, limit));
  if (isError) return <p className="text-[13px] text-ink-3">The related documents could not be loaded.</p>;
  if (!data) return <Skeleton className="h-6 w-2/3" />;
  const there = data.filter(
    (one): one is Relation & { document: NonNullable<Relation["document"]> } => one.document !== null,
  );
  if (there.length === 0) return <p className="text-[13px] text-ink-3">No related documents.</p>;
  return (
    <ul className="space-y-0.5">
      {there.map((relation) => (
        <li
          key={`${relation.kind} ${relation.direction} ${relation.target} ${relation.document.documentId}`}
          className="flex min-h-7 items-center gap-2 text-[13px]"
        >
          <span className="w-28 shrink-0 truncate text-ink-3">{relationWords(relation)}</span>
          <SourceIcon kind={relation.document.source} className="size-4!" />
          <Link
            to="/documents/$documentId"
            params={{ documentId: relation.document.documentId }}
            title={nameOf(relation.document)}
            className="min-w-0 truncate leading-[24.5px] text-ink-2 hover:text-accent hover:underline"
          >
            {nameOf(relation.document)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
