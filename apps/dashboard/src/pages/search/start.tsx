import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Clock, Plus } from "lucide-react";
import { answer, api } from "../../api/client.ts";
import { searchValuesQuery } from "../../api/search.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { formatCount, formatPlural } from "../../components/format.ts";
import { SourceIcon } from "../../components/source-icon.tsx";
import { Skeleton } from "../../components/states.tsx";
import { exampleQueries } from "./examples.ts";
import { forgetSearches, useRecentSearches } from "./recent-searches.ts";
import type { SearchChoice } from "./search-address.ts";
import type { Status } from "./status.ts";

/** Of how many sources the examples are made, and of how many documents of each. */
const SOURCES_LOOKED_AT = 3;
const DOCUMENTS_LOOKED_AT = 200;
const EXAMPLES_FRESH_MS = 5 * 60_000;

/** Before anything is searched for: what can be, what was, and what to try. */
export function Start({
  status,
  choice,
  onGo,
  onBox,
}: {
  readonly status: Status;
  readonly choice: SearchChoice;
  readonly onGo: (choice: SearchChoice) => void;
  readonly onBox: () => void;
}) {
  const recent = useRecentSearches();
  const examples = useExamples(status);
  const search = (q: string) => {
    onGo({ ...choice, q });
    onBox();
  };
  const total = status.sources.reduce((sum, { documents }) => sum + documents.searchable, 0);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-5">
        {recent.length > 0 && (
          <Section
            title="Recent searches"
            flush
            actions={
              <Button look="quiet" size="small" onClick={forgetSearches}>
                Clear
              </Button>
            }
          >
            <Queries
              queries={recent.map((query) => ({ query }))}
              icon={<Clock aria-hidden="true" className="size-4 text-ink-3" />}
              onSearch={search}
            />
          </Section>
        )}
        {examples?.length !== 0 && (
          <Section title="Try" flush>
            {examples ? <Queries queries={examples} onSearch={search} /> : <Waiting />}
          </Section>
        )}
      </div>
      <Section title={`${formatPlural(total, "document")} to search`} flush>
        <ul>
          {status.sources.map(({ source, documents }) => (
            <li key={source.id} className="border-b border-line last:border-0">
              <Link
                to="/sources/$sourceId"
                params={{ sourceId: source.id }}
                className="flex min-h-10 items-center gap-2.5 px-4 text-sm hover:bg-sunken/60 sm:px-5"
              >
                <SourceIcon kind={source.kind} />
                <span className="min-w-0 flex-1 truncate">{source.name}</span>
                <span className="text-[13px] text-ink-3 tabular">{formatCount(documents.searchable)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <Link
          to="/connect"
          className="flex min-h-10 items-center gap-2.5 border-t border-line px-4 text-sm text-ink-2 hover:bg-sunken/60 hover:text-ink sm:px-5"
        >
          <Plus aria-hidden="true" className="size-5" />
          Connect another source
        </Link>
      </Section>
    </div>
  );
}

function Queries({
  queries,
  icon,
  onSearch,
}: {
  readonly queries: readonly { readonly query: string; readonly shows?: string }[];
  readonly icon?: React.ReactNode;
  readonly onSearch: (query: string) => void;
}) {
  return (
    <ul>
      {queries.map(({ query, shows }) => (
        <li key={query} className="border-b border-line last:border-0">
          <button
            type="button"
            onClick={() => onSearch(query)}
            className="flex min-h-10 w-full items-center gap-2.5 px-4 text-left text-sm hover:bg-sunken/60 sm:px-5"
          >
            {icon}
            <span className="min-w-0 flex-1 truncate">{query}</span>
            {shows && <span className="shrink-0 text-[13px] text-ink-3">{shows}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Waiting() {
  return (
    <div className="space-y-4 px-5 py-3">
      {[1, 2, 3].map((one) => (
        <Skeleton key={one} className="h-4 w-2/5" />
      ))}
    </div>
  );
}

/** Null while they are made. */
function useExamples({ sources }: Status) {
  const looked = sources.filter(({ documents }) => documents.searchable > 0).slice(0, SOURCES_LOOKED_AT);
  const { data: values } = useQuery(searchValuesQuery());
  const pages = useQueries({
    queries: looked.map(({ source: { id } }) => ({
      queryKey: ["documents", "examples", id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answer(
          api.GET("/v1/sources/{id}/documents", {
            signal,
            params: { path: { id }, query: { status: "searchable", limit: DOCUMENTS_LOOKED_AT } },
          }),
        ),
      staleTime: EXAMPLES_FRESH_MS,
    })),
  });
  if (looked.length === 0) return [];
  if (!values || pages.some(({ isPending }) => isPending)) return null;
  return exampleQueries({ documents: pages.flatMap(({ data }) => data?.documents ?? []), authors: values.authors });
}
