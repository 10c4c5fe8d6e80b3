import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { Waypoints } from "lucide-react";
import { ApiProblem } from "../../api/client.ts";
import { documentQuery, type HeldDocument } from "../../api/documents.ts";
import { ButtonLink, buttonClasses } from "../../components/button.tsx";
import { CodePage } from "../../components/code/code-view.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { ExternalLink } from "../../components/external-link.tsx";
import { Fold } from "../../components/fold.tsx";
import { formatPlural } from "../../components/format.ts";
import { Page } from "../../components/page.tsx";
import { EmptyState, ErrorState, Loading } from "../../components/states.tsx";
import { useMedia } from "../../components/use-media.ts";
import { DocumentFacts, DocumentPlace } from "./document-facts.tsx";
import { linesOf } from "./document-lines.ts";
import { DocumentNotices } from "./document-notices.tsx";
import { DocumentRelations } from "./document-relations.tsx";

/** A document: its whole text, where it is from, what it has to do with others. */
export function DocumentPage() {
  const { documentId } = useParams({ from: "/signed-in/documents/$documentId" });
  const { data, error, isError, refetch } = useQuery(documentQuery(documentId));
  if (data) return <Shown key={documentId} held={data} />;
  return (
    <Page title="Document" hideHeader>
      {!isError ? (
        <Loading what="Loading the document" />
      ) : error instanceof ApiProblem && error.status === 404 ? (
        <EmptyState title="This document is not held" action={<ButtonLink to="/">To the search</ButtonLink>}>
          It was deleted where it came from, its source was disconnected, or the address is not right.
        </EmptyState>
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
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
  const { line, q } = useSearch({ from: "/signed-in/documents/$documentId" });
  const wide = useMedia("(min-width: 80rem)");
  const { document } = held;
  const { id, title, content, path } = document;
  const lineCount = content.split("\n").length - (content.endsWith("\n") ? 1 : 0);
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
        <section className="min-w-0 overflow-hidden rounded-xl border border-line bg-surface shadow-card">
          <header className="flex items-center justify-between gap-3 border-b border-line py-1.5 pr-2 pl-4">
            <h2 className="text-[13px] font-medium text-ink-2 tabular">
              {content === "" ? "Text" : formatPlural(lineCount, "line")}
            </h2>
            {content !== "" && <CopyButton text={content} label="Copy the text" />}
          </header>
          {content === "" ? (
            <p className="px-4 py-8 text-center text-sm text-ink-3">It has no text.</p>
          ) : (
            <div className="py-2">
              <CodePage
                label={`Text of ${title}`}
                text={content}
                path={path}
                language={document.language}
                format={document.format}
                prose={document.type !== "file" && document.format !== "code"}
                query={q}
                lines={linesOf(line)}
              />
            </div>
          )}
        </section>
      </div>
    </Page>
  );
}
