import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { HeldDocument } from "../../api/documents.ts";
import { CodePage } from "../../components/code/code-view.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { formatCount, formatPlural } from "../../components/format.ts";
import { READ_MAX_LENGTH, useMarkdown } from "../../components/markdown/use-markdown.ts";
import { Segments } from "../../components/segments.tsx";
import { asWritten } from "./as-written.ts";
import { linesOf } from "./document-lines.ts";
import { WrittenText } from "./written-text.tsx";

type Document = HeldDocument["document"];

/** Why a text is not shown as people read it. */
const unread = {
  odd: "Shown as it was written: it is put together in a way that cannot be laid out.",
  unloaded: "Shown as it was written: what lays it out could not be loaded. Load the page again to try once more.",
};

/** The text of a document: Markdown as people read it, all else and what is too long as it was written. */
export function DocumentText({ document }: { readonly document: Document }) {
  if (document.format !== "markdown" || document.content === "") return <Source document={document} />;
  if (document.content.length <= READ_MAX_LENGTH) return <Readable document={document} />;
  return (
    <Source
      document={document}
      why={`Shown as it was written: it has more than ${formatCount(READ_MAX_LENGTH)} characters.`}
    />
  );
}

function Readable({ document }: { readonly document: Document }) {
  const { line, view, q } = useSearch({ from: "/signed-in/documents/$documentId" });
  const asSource = view === "source";
  const lines = useMemo(() => linesOf(line), [line]);
  const read = useMarkdown(asSource ? null : document.content);
  if (read === "odd" || read === "unloaded") return <Source document={document} why={unread[read]} />;
  // Without a single part all of it is comments.
  if (read?.length === 0) return <Source document={document} why={unread.odd} />;
  const to = { to: "/documents/$documentId", params: { documentId: document.id } } as const;
  const found = { ...(line !== undefined && { line }), ...(q !== undefined && { q }) };
  const segments = (
    <Segments
      label="How the text is shown"
      segments={[
        { ...to, name: "Text", search: found, chosen: !asSource },
        { ...to, name: "Source", search: { ...found, view: "source" }, chosen: asSource },
      ]}
    />
  );
  if (asSource) return <Source document={document} segments={segments} />;
  return (
    <Frame document={document} segments={segments}>
      <div className="px-4 py-5 sm:px-6 sm:py-6">
        <WrittenText
          document={document}
          parts={read}
          query={q}
          lines={lines}
          onLines={(place) => place.scrollIntoView()}
        />
      </div>
    </Frame>
  );
}

function Source({
  document,
  segments,
  why,
}: {
  readonly document: Document;
  readonly segments?: ReactNode;
  readonly why?: string | undefined;
}) {
  const { line, q } = useSearch({ from: "/signed-in/documents/$documentId" });
  const lines = useMemo(() => linesOf(line), [line]);
  return (
    <Frame document={document} segments={segments} why={why}>
      <div className="py-2">
        <CodePage {...asWritten(document)} query={q} lines={lines} />
      </div>
    </Frame>
  );
}

function Frame({
  document: { content },
  segments,
  why,
  children,
}: {
  readonly document: Document;
  readonly segments?: ReactNode;
  readonly why?: string | undefined;
  readonly children: ReactNode;
}) {
  const lineCount = content.split("\n").length - (content.endsWith("\n") ? 1 : 0);
  return (
    <section className="min-w-0 overflow-hidden rounded-xl border border-line bg-surface shadow-card">
      <header className="flex min-h-11 items-center justify-between gap-3 border-b border-line py-1.5 pr-2 pl-4">
        <h2 className="text-[13px] font-medium text-ink-2 tabular">
          {content === "" ? "Text" : formatPlural(lineCount, "line")}
        </h2>
        {content !== "" && (
          <div className="flex items-center gap-1.5">
            {segments}
            <CopyButton text={content} label="Copy the text" />
          </div>
        )}
      </header>
      {why && <p className="border-b border-line px-4 py-1.5 text-xs text-ink-3">{why}</p>}
      {content === "" ? <p className="px-4 py-8 text-center text-sm text-ink-3">It has no text.</p> : children}
    </section>
  );
}
