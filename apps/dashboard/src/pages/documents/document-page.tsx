import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Waypoints } from "lucide-react";
import { documentQuery, type HeldDocument } from "../../api/documents.ts";
import { ButtonLink, buttonClasses } from "../../components/button.tsx";
import { ExternalLink } from "../../components/external-link.tsx";
import { Fold } from "../../components/fold.tsx";
import { Page } from "../../components/page.tsx";
import { type Missing, UnloadedPage } from "../../components/unloaded-page.tsx";
import { useMedia } from "../../components/use-media.ts";
import { DocumentFacts, DocumentPlace } from "./document-facts.tsx";
import { DocumentNotices } from "./document-notices.tsx";
import { DocumentRelations } from "./document-relations.tsx";
import { DocumentText } from "./document-text.tsx";

const missing: Missing = {
  title: "This document is not held",
  to: "/",
  link: "To the search",
  why: "It was deleted where it came from, its source was disconnected, or the address is not right.",
};

/** A document: its whole text, where it is from, what it has to do with others. */
export function DocumentPage() {
  const { documentId } = useParams({ from: "/signed-in/documents/$documentId" });
  const { data, error, refetch } = useQuery(documentQuery(documentId));
  if (data) return <Shown key={documentId} held={data} />;
  return <UnloadedPage what="document" error={error} onRetry={refetch} missing={missing} />;
}

function Beside({ held }: { readonly held: HeldDocument }) {
  return (
    <>
      <DocumentFacts held={held} />
      <DocumentRelations documentId={held.document.id} />
    </>
  );
}

function Shown({ held }: { readonly held: HeldDocument }) {
  const wide = useMedia("(min-width: 80rem)");
  const { document } = held;
  const { id, title, path } = document;
  return (
    <Page
      wide
      title={title || path || "Document"}
      heading={<span className="[overflow-wrap:anywhere]">{title || path || "Untitled"}</span>}
      description={<DocumentPlace document={document} />}
      actions={
        <>
          <ButtonLink
            to="/graph"
            search={{ document: id }}
            size="small"
            icon={<Waypoints aria-hidden="true" className="size-4" />}
          >
            Graph
          </ButtonLink>
          <ExternalLink url={document.url} className={buttonClasses("secondary", "small")}>
            Original
          </ExternalLink>
        </>
      }
    >
      <DocumentNotices held={held} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <aside
          aria-label="About this document"
          className="min-w-0 space-y-5 xl:sticky xl:top-4 xl:order-2 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto"
        >
          {wide ? (
            <Beside held={held} />
          ) : (
            <Fold summary="Details and related documents">
              <div className="space-y-5">
                <Beside held={held} />
              </div>
            </Fold>
          )}
        </aside>
        <DocumentText document={document} />
      </div>
    </Page>
  );
}
