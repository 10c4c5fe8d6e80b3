import { useRef } from "react";
import type { HeldDocument } from "../../api/documents.ts";
import { CodeBox } from "../../components/code/code-view.tsx";
import { READ_MAX_LENGTH, useMarkdown } from "../../components/markdown/use-markdown.ts";
import { asWritten } from "../documents/as-written.ts";
import { WrittenText } from "../documents/written-text.tsx";

/** Between the top of the box and what was found, in pixels. */
const ABOVE = 40;

interface Previewed {
  readonly document: HeldDocument["document"];
  readonly query: string;
  /** First and last line of what was found. */
  readonly lines: readonly [number, number];
}

/** A document's text in a box, at what was found: Markdown as people read it, all else as it was written. */
export function PreviewText({ document, query, lines }: Previewed) {
  const { format, content } = document;
  const box = useRef<HTMLElement>(null);
  const isReadable = format === "markdown" && content !== "" && content.length <= READ_MAX_LENGTH;
  const parts = useMarkdown(isReadable ? content : null);
  if (!isReadable || typeof parts === "string" || parts?.length === 0) {
    return <CodeBox className="min-h-0 flex-1 py-2" {...asWritten(document)} query={query} lines={lines} />;
  }
  // Not by `scrollIntoView`, which would scroll the page as well.
  const bring = (place: HTMLElement) => {
    const top = box.current?.getBoundingClientRect().top ?? 0;
    box.current?.scrollBy({ top: place.getBoundingClientRect().top - top - ABOVE });
  };
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it
      tabIndex={0}
      aria-label={`Text of ${document.title}`}
      className="min-h-0 flex-1 overflow-y-auto px-5 py-4 -outline-offset-2"
    >
      <WrittenText document={document} parts={parts} query={query} lines={lines} onLines={bring} />
    </section>
  );
}
