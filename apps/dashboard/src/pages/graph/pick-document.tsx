import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Waypoints } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { type GraphDocument, wellConnectedQuery } from "../../api/graph.ts";
import { searchQuery } from "../../api/search.ts";
import { useKindName } from "../../api/source-kinds.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { Field, Input } from "../../components/field.tsx";
import { formatPlural } from "../../components/format.ts";
import { Page } from "../../components/page.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../components/states.tsx";

const TYPING_MS = 150;
const SHOWN = 12;

/** Where to begin: a document found by search, or one of those with the most to do with others. */
export function PickDocument() {
  const { q = "" } = useSearch({ from: "/signed-in/graph" });
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  useEffect(() => {
    const next = text.trim();
    if (next === q) return;
    const timer = setTimeout(
      () => void navigate({ to: "/graph", search: next === "" ? {} : { q: next }, replace: true, resetScroll: false }),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [text, q, navigate]);
  return (
    <Page title="Graph" description="See what a document has to do with others, and walk from one to the next.">
      <Field label="Begin with a document">
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder="Search for a file, an issue, a page, a thread…"
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {q === "" ? <WellConnected /> : <Found q={q} />}
    </Page>
  );
}

function Found({ q }: { readonly q: string }) {
  const { data, error, refetch } = useQuery(searchQuery({ q, limit: SHOWN }));
  const hits = data?.results ?? [];
  return (
    <Section title="Documents" flush>
      {!data ? (
        error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Placeholders />
        )
      ) : hits.length === 0 ? (
        <EmptyState title="Nothing found">Try fewer words, or a part of a name.</EmptyState>
      ) : (
        <ul>
          {hits.map((hit) => (
            <Choice key={hit.documentId} document={hit} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function WellConnected() {
  const { data, error, refetch } = useQuery(wellConnectedQuery);
  if (data?.length === 0) {
    return (
      <Section title="Well connected" flush>
        <EmptyState
          icon={<Waypoints aria-hidden="true" className="size-5" />}
          title="Nothing is connected yet"
          action={<ButtonLink to="/sources">To the sources</ButtonLink>}
        >
          Once sources are synced, documents that name, link or import each other can be walked here.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title="Well connected" description="Some documents with much to do with others." flush>
      {data ? (
        <ul>
          {data.map(({ document, count }) => (
            <Choice key={document.documentId} document={document}>
              {formatPlural(count, "neighbour")}
            </Choice>
          ))}
        </ul>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Placeholders />
      )}
    </Section>
  );
}

function Choice({
  document: { documentId, title, path, source, type },
  children,
}: {
  readonly document: Omit<GraphDocument, "url">;
  readonly children?: ReactNode;
}) {
  const nameOfKind = useKindName();
  return (
    <li className="border-b border-line last:border-0">
      <Link
        to="/graph"
        search={{ document: documentId }}
        className="flex min-h-12 items-center gap-3 px-4 py-2 text-sm -outline-offset-2 hover:bg-sunken/60 sm:px-5"
      >
        <SourceIcon kind={source} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{title || path || "Untitled"}</span>
          <span className="block truncate text-[13px] text-ink-3">
            {nameOfKind(source)} {type.replaceAll(/[_-]/g, " ")}
            {path && path !== title && ` · ${path}`}
          </span>
        </span>
        {children && <span className="shrink-0 text-[13px] text-ink-3 tabular">{children}</span>}
      </Link>
    </li>
  );
}

function Placeholders() {
  return (
    <div aria-hidden="true" className="divide-y divide-line">
      {[1, 2, 3, 4].map((one) => (
        <div key={one} className="flex items-center gap-3 px-5 py-4">
          <Skeleton className="size-5" />
          <Skeleton className="h-4 w-64" />
        </div>
      ))}
    </div>
  );
}
