import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { FileText, Search } from "lucide-react";
import { useMemo } from "react";
import { neighbourhoodQuery } from "../../api/graph.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { type Missing, UnloadedPage } from "../../components/unloaded-page.tsx";
import { KindFilter } from "./kind-filter.tsx";
import { NeighbourhoodView } from "./neighbourhood-view.tsx";
import { shortName } from "./neighbours.ts";
import { PickDocument } from "./pick-document.tsx";
import { kindsIn } from "./relation-families.ts";
import { readTrail } from "./trail.ts";
import { TrailBar } from "./trail-bar.tsx";
import type { Walk } from "./walk-link.tsx";

const missing: Missing = {
  title: "This document is not held",
  to: "/graph",
  link: "Choose another document",
  why: "It was deleted where it came from, its source was disconnected, or the address is not right.",
};

/** What a document has to do with others, to be walked from one to the next; without a document, where to begin. */
export function GraphPage() {
  const { document, kind } = useSearch({ from: "/signed-in/graph" });
  return document === undefined ? <PickDocument /> : <Walked documentId={document} kinds={kind} />;
}

function Walked({
  documentId,
  kinds: named,
}: {
  readonly documentId: string;
  readonly kinds: readonly string[] | undefined;
}) {
  const kinds = useMemo(() => kindsIn(named), [named]);
  const state = useLocation({ select: (location) => location.state.trail });
  const navigate = useNavigate();
  const trail = useMemo(() => readTrail(state), [state]);
  const { data, error, isPlaceholderData, refetch } = useQuery(neighbourhoodQuery(documentId, kinds));
  if (!data || (error && isPlaceholderData)) {
    return <UnloadedPage what="document" error={error} onRetry={refetch} missing={missing} />;
  }
  const { centre } = data;
  const name = shortName(centre);
  // While the next neighbourhood is on its way, the one before is shown, with the trail that led there.
  const walk: Walk = {
    at: { documentId: centre.documentId, name, source: centre.source },
    trail: trail.filter((stop) => stop.documentId !== centre.documentId),
    kinds,
  };
  return (
    <Page
      wide
      title={`${name}: graph`}
      heading="Graph"
      actions={
        <>
          <KindFilter
            documentId={centre.documentId}
            kinds={kinds}
            onChange={(kind) =>
              void navigate({
                to: "/graph",
                search: { document: documentId, ...(kind.length > 0 && { kind }) },
                state: { trail },
                replace: true,
                resetScroll: false,
              })
            }
          />
          <ButtonLink
            to="/documents/$documentId"
            params={{ documentId: centre.documentId }}
            size="small"
            icon={<FileText aria-hidden="true" className="size-4" />}
          >
            Open the document
          </ButtonLink>
          <ButtonLink to="/graph" size="small" icon={<Search aria-hidden="true" className="size-4" />}>
            Another document
          </ButtonLink>
        </>
      }
    >
      <div className="space-y-3">
        <h2 className="sr-only">What {name} has to do with others</h2>
        <TrailBar walk={walk} />
        <div
          aria-busy={isPlaceholderData}
          className={isPlaceholderData ? "opacity-60 transition-opacity delay-200" : "transition-opacity"}
        >
          <NeighbourhoodView key={kinds.join()} neighbourhood={data} walk={walk} />
        </div>
      </div>
    </Page>
  );
}
