import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Maximize2 } from "lucide-react";
import { memo, type RefObject, useDeferredValue, useLayoutEffect, useMemo, useRef } from "react";
import { documentQuery } from "../../api/documents.ts";
import type { Hit } from "../../api/search.ts";
import { buttonClasses } from "../../components/button.tsx";
import { ExternalLink } from "../../components/external-link.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useLater } from "../../components/use-later.ts";
import { RelatedBrief } from "../documents/related-list.tsx";
import { PreviewText } from "./preview-text.tsx";

/** A hit that is only passed over is not loaded. */
const STAY_MS = 150;
/** What is loaded faster does not say so. */
const WAIT_MS = 250;
const RELATED_SHOWN = 8;
/** Between it and the bottom of the window, in pixels. */
const MARGIN = 14;

/** The document of the selected hit beside the list, at the lines that match, with what it has to do with. */
export const HitPreview = memo(function HitPreview({ hit, query }: { readonly hit: Hit; readonly query: string }) {
  const wanted = useLater(hit, STAY_MS) ?? hit;
  const box = useRef<HTMLElement>(null);
  useHeightInSight(box);
  const { data: loaded, error, isError, refetch } = useQuery(documentQuery(wanted.documentId));
  // Hundreds of lines: drawn between the keys that are pressed, not before them.
  const { stayed, data } = useDeferredValue(useMemo(() => ({ stayed: wanted, data: loaded }), [wanted, loaded]));
  const { documentId } = stayed;
  return (
    <section
      aria-label={`Preview of ${stayed.title}`}
      ref={box}
      className="sticky top-4 flex h-[calc(100dvh-14rem)] min-h-96 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-card"
    >
      <header className="flex items-center justify-between gap-3 border-b border-line px-4 py-2">
        <h2 className="min-w-0 truncate text-[13px] font-semibold" title={stayed.path ?? stayed.title}>
          {stayed.path ?? stayed.title}
        </h2>
        <div className="flex shrink-0 items-center gap-1">
          <ExternalLink url={stayed.url} className={buttonClasses("quiet", "small")}>
            Original
          </ExternalLink>
          <Link
            to="/documents/$documentId"
            params={{ documentId }}
            search={{ line: `${stayed.lines[0]}-${stayed.lines[1]}`, q: query }}
            className={buttonClasses("quiet", "small")}
          >
            <Maximize2 aria-hidden="true" className="size-3.5" /> Open
          </Link>
        </div>
      </header>
      {data ? (
        <PreviewText key={documentId} document={data.document} query={query} lines={stayed.lines} />
      ) : (
        <div className="min-h-0 flex-1">
          {isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LaterLoading key={documentId} />}
        </div>
      )}
      <div className="max-h-52 shrink-0 overflow-y-auto border-t border-line px-4 py-3">
        <h3 className="mb-1.5 text-xs font-medium text-ink-3">Related</h3>
        <RelatedBrief documentId={documentId} limit={RELATED_SHOWN} />
      </div>
    </section>
  );
});

function LaterLoading() {
  return useLater(true, WAIT_MS) ? <Loading what="Loading the document" /> : null;
}

/** Keeps an element as high as there is room for it, from where it stands to the bottom of the window. */
function useHeightInSight(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const fit = () => {
      const top = box.current?.getBoundingClientRect().top ?? 0;
      if (box.current) box.current.style.height = `${window.innerHeight - Math.max(top, MARGIN) - MARGIN}px`;
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(document.body);
    window.addEventListener("scroll", fit, { passive: true });
    window.addEventListener("resize", fit);
    return () => {
      observer.disconnect();
      window.removeEventListener("scroll", fit);
      window.removeEventListener("resize", fit);
    };
  }, [box]);
}
