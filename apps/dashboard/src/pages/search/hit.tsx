import { Link } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { memo, useId, useMemo, useState } from "react";
import type { Hit } from "../../api/search.ts";
import { classes } from "../../components/classes.ts";
import { CodeLine } from "../../components/code/code-line.tsx";
import { CodeSnippet } from "../../components/code/code-snippet.tsx";
import { createMarker } from "../../components/code/marks.ts";
import { ExternalLink } from "../../components/external-link.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { RelatedBrief } from "../documents/related-list.tsx";
import { HitWhy } from "./hit-why.tsx";
import { ProseSnippet } from "./prose-snippet.tsx";

const RELATED_SHOWN = 5;

/** What a hit can unfold. */
type Part = "why" | "copies" | "related";

/** One hit: where it is, the lines that match, and on demand why it is here. */
export const HitCard = memo(function HitCard({
  hit,
  kindName,
  query,
  selected,
  withRelated,
}: {
  readonly hit: Hit;
  readonly kindName: string;
  readonly query: string;
  readonly selected: boolean;
  /** Whether the related documents are offered here; they are not where they stand beside the list. */
  readonly withRelated: boolean;
}) {
  const id = useId();
  const [open, setOpen] = useState<Part | null>(null);
  const unfold = (part: Part, name: string) => (
    <button
      type="button"
      aria-expanded={open === part}
      aria-controls={`${id}-${part}`}
      onClick={() => setOpen(open === part ? null : part)}
      className="flex min-h-7 items-center gap-1 hover:text-ink"
    >
      {name}
      <ChevronDown aria-hidden="true" className={classes("size-3.5", open === part && "rotate-180")} />
    </button>
  );
  const copies = hit.duplicates.length;
  const marker = useMemo(() => createMarker(query), [query]);
  return (
    <article
      className={classes(
        "rounded-xl border bg-surface px-4 pt-3 pb-2 shadow-card",
        selected ? "border-accent" : "border-line",
      )}
    >
      <div className="flex items-start gap-2.5">
        <SourceIcon kind={hit.source} className="mt-0.5" />
        <div className="min-w-0 flex-1">
          <h3 className="text-[15px] leading-snug font-semibold">
            <Link
              data-hit={hit.documentId}
              to="/documents/$documentId"
              params={{ documentId: hit.documentId }}
              search={{ line: `${hit.lines[0]}-${hit.lines[1]}`, q: query }}
              className="line-clamp-2 rounded-sm text-wrap break-words outline-offset-1 hover:text-accent"
            >
              <CodeLine text={hit.title || hit.path || "Untitled"} index={0} colours={null} marker={marker} />
            </Link>
          </h3>
          <div className="mt-0.5 flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 sm:flex-nowrap">
            <p className="flex max-w-full min-w-0 items-baseline gap-1.5 text-[13px] text-ink-3">
              <span className="shrink-0">
                {kindName} {hit.type.replaceAll(/[-_]/g, " ")}
              </span>
              {hit.repository && (
                <Dotted className={classes(hit.path && "max-w-[45%] shrink-0")}>{hit.repository}</Dotted>
              )}
              {hit.path && hit.path !== hit.title && <Dotted className="font-mono text-xs">{hit.path}</Dotted>}
            </p>
            <div className="flex shrink-0 items-baseline gap-2 text-xs text-ink-3">
              {hit.state && <StateBadge state={hit.state} />}
              {hit.updatedAt && <RelativeTime time={hit.updatedAt} />}
            </div>
          </div>
        </div>
      </div>
      <div className="mt-2.5">
        {hit.type !== "file" ? (
          <ProseSnippet text={withoutMarkup(withoutTitle(hit.snippet, hit.title))} marker={marker} />
        ) : (
          <CodeSnippet
            text={hit.snippet}
            firstLine={hit.lines[0]}
            matchedLines={hit.matchedLines}
            path={hit.path}
            query={query}
          />
        )}
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-4 text-xs text-ink-3">
        <ExternalLink url={hit.url} className="flex min-h-7 items-center gap-1 hover:text-ink">
          Original
        </ExternalLink>
        {unfold("why", "Why this hit")}
        {withRelated && unfold("related", "Related")}
        {copies > 0 && unfold("copies", copies === 1 ? "Also in 1 place" : `Also in ${copies} places`)}
        {hit.author && <span className="ml-auto max-w-56 truncate">{hit.author}</span>}
      </div>
      {open !== null && (
        <div id={`${id}-${open}`} className="mt-1 mb-1.5">
          {open === "why" && <HitWhy hit={hit} />}
          {open === "related" && <RelatedBrief documentId={hit.documentId} limit={RELATED_SHOWN} />}
          {open === "copies" && <Copies hit={hit} query={query} />}
        </div>
      )}
    </article>
  );
});

/** Some lines of Markdown without the signs of headings and bold words. */
function withoutMarkup(text: string): string {
  return text.replaceAll(/^#{1,6}\s+/gm, "").replaceAll(/\*\*([^*\n]+)\*\*/g, "$1");
}

/** A snippet that begins with the title again says it twice. */
function withoutTitle(snippet: string, title: string): string {
  const [first = "", ...rest] = snippet.split(/\r?\n/);
  const others = rest.join("\n").trimStart();
  const heading = /^#\s+(.+)$/.exec(first)?.[1]?.trim();
  return others !== "" && heading && title.startsWith(heading) ? others : snippet;
}

function Dotted({ className, children }: { readonly className?: string; readonly children: string }) {
  return (
    <span
      title={children}
      className={classes("truncate before:mr-1.5 before:text-line-strong before:content-['·']", className)}
    >
      {children}
    </span>
  );
}

/** The documents that say the same as a hit. */
function Copies({ hit, query }: { readonly hit: Hit; readonly query: string }) {
  return (
    <ul className="space-y-0.5 text-[13px]">
      {hit.duplicates.map(({ documentId, title, path, source }) => (
        <li key={documentId} className="flex min-h-7 items-center gap-2">
          <SourceIcon kind={source} className="size-4!" />
          <Link
            to="/documents/$documentId"
            params={{ documentId }}
            search={{ q: query }}
            className="min-w-0 truncate leading-[24.5px] text-ink-2 hover:text-accent hover:underline"
          >
            {path ?? title}
          </Link>
        </li>
      ))}
    </ul>
  );
}
