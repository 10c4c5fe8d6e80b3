import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { sourceKindsQuery } from "../../api/source-kinds.ts";
import { Page } from "../../components/page.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { ErrorState, Skeleton } from "../../components/states.tsx";

const EXPECTED = 6;

/** Every kind of source, to choose which one to connect. */
export function ConnectPage() {
  const { data: kinds, error, refetch } = useQuery(sourceKindsQuery);
  return (
    <Page title="Connect a source" description="What it holds is read, kept up to date, and found by the search.">
      {error && !kinds ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2" aria-busy={!kinds}>
          {kinds?.map(({ kind, name, summary, credentials }) => (
            <li key={kind}>
              <Link
                to="/connect/$kind"
                params={{ kind }}
                className="group flex h-full items-start gap-3.5 rounded-xl border border-line bg-surface p-4 shadow-card transition-colors hover:border-line-strong"
              >
                <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-sunken">
                  <SourceIcon kind={kind} />
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block text-[15px] font-semibold">{name}</span>
                  <span className="mt-0.5 block text-sm text-ink-2">{summary}</span>
                  <span className="mt-2 block text-[13px] text-ink-3">
                    {credentials === null
                      ? "Needs nothing to sign in with"
                      : "Needs credentials; the next page says how to get them"}
                  </span>
                </span>
                <ArrowRight
                  aria-hidden="true"
                  className="mt-1 size-4 shrink-0 text-ink-3 transition-transform group-hover:translate-x-0.5"
                />
              </Link>
            </li>
          )) ?? Array.from({ length: EXPECTED }, (_, place) => <Placeholder key={place} />)}
        </ul>
      )}
    </Page>
  );
}

function Placeholder() {
  return (
    <li>
      <Skeleton className="h-[122px] rounded-xl" />
    </li>
  );
}
