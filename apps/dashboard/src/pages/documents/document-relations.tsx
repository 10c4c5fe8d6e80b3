import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type Relation, relatedQuery } from "../../api/documents.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { PathText } from "../../components/path-text.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { nameOf } from "./related-list.tsx";
import { byRelation, evidenceWords, targetWords } from "./relation-groups.ts";

const SHOWN_FIRST = 12;
/** The server returns no more. */
const SHOWN_MAX = 100;

/** What a document has to do with others, by kind, each with the words that say so. */
export function DocumentRelations({ documentId }: { readonly documentId: string }) {
  const [limit, setLimit] = useState(SHOWN_FIRST);
  const { data, error, isError, isFetching, refetch } = useQuery(relatedQuery(documentId, limit));
  return (
    <Section title="Related">
      {isError ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <div className="space-y-2">
          <Skeleton className="h-5 w-3/4" />
          <Skeleton className="h-5 w-1/2" />
        </div>
      ) : data.length === 0 ? (
        <p className="text-[13px] text-ink-3">No document refers to this one, and it refers to none.</p>
      ) : (
        <div className="space-y-4">
          {byRelation(data).map(({ words, relations }) => (
            <div key={words}>
              <h3 className="mb-1 text-xs font-medium text-ink-3">{words}</h3>
              <ul className="space-y-2">
                {relations.map((relation) => (
                  <One key={`${relation.target} ${relation.document?.documentId ?? ""}`} relation={relation} />
                ))}
              </ul>
            </div>
          ))}
          {limit < SHOWN_MAX && data.length >= limit && (
            <Button size="small" busy={isFetching} onClick={() => setLimit(SHOWN_MAX)}>
              Show more
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}

function One({ relation }: { readonly relation: Relation }) {
  const { document, pending } = relation;
  const evidence = evidenceWords(relation);
  return (
    <li className="text-[13px]">
      <div className="flex min-h-7 items-start gap-2">
        {document ? (
          <>
            <SourceIcon kind={document.source} className="mt-[5px] size-4!" />
            <Link
              to="/documents/$documentId"
              params={{ documentId: document.documentId }}
              title={nameOf(document)}
              className="min-w-0 py-[3px] font-medium [overflow-wrap:anywhere] hover:text-accent hover:underline"
            >
              <PathText path={nameOf(document)} />
            </Link>
          </>
        ) : (
          <span className="min-w-0 [overflow-wrap:anywhere] text-ink-2">
            {targetWords(relation.target)}
            {pending && <span className="text-ink-3"> · not here yet</span>}
          </span>
        )}
      </div>
      {evidence && (
        <p className="mt-0.5 line-clamp-2 border-l-2 border-line pl-2 text-xs text-ink-3 [overflow-wrap:anywhere]">
          {evidence}
        </p>
      )}
    </li>
  );
}
