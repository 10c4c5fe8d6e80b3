import { memo, useEffect, useMemo, useRef } from "react";
import { classes } from "../classes.ts";
import { createMarker } from "../code/marks.ts";
import type { LinkBase } from "./link-target.ts";
import { Blocks } from "./markdown-blocks.tsx";
import type { MarkdownPart } from "./markdown-tree.ts";
import { HEADING_PREFIX, ShownContext } from "./shown.ts";

/** Markdown as people read it: no HTML, no images from elsewhere, links only where they lead somewhere safe. */
export const MarkdownView = memo(function MarkdownView({
  parts,
  query = "",
  keepLines = false,
  base,
  lines = null,
  onLines,
}: {
  readonly parts: readonly MarkdownPart[];
  /** What is marked in it. */
  readonly query?: string | undefined;
  /** Whether a line that ends in the source ends here too, as in what people write to each other. */
  readonly keepLines?: boolean;
  readonly base: LinkBase;
  /** First and last line, from 1, of what somebody was led to. */
  readonly lines?: readonly [number, number] | null | undefined;
  /** Brings it into sight, where it is not all there is. */
  readonly onLines?: (place: HTMLElement) => void;
}) {
  const marker = useMemo(() => createMarker(query), [query]);
  const shown = useMemo(() => ({ marker, base }), [marker, base]);
  const place = useRef<HTMLDivElement>(null);
  const bring = useRef(onLines);
  bring.current = onLines;
  const [first, last] = lines ?? [0, 0];
  const { before, there, after } = useMemo(() => splitAt(parts, first, last), [parts, first, last]);
  // The heading that the address names was not there when the page was.
  useEffect(() => {
    const id = location.hash.slice(1);
    if (id.startsWith(HEADING_PREFIX)) document.getElementById(decodeURIComponent(id))?.scrollIntoView();
  }, []);
  useEffect(() => {
    if (place.current) bring.current?.(place.current);
  }, [there]);
  return (
    <ShownContext value={shown}>
      <div className={classes("written", keepLines && "whitespace-pre-line")}>
        <Blocks blocks={before} />
        {there.length > 0 && (
          <div ref={place} aria-current="location" className="there">
            <Blocks blocks={there} />
          </div>
        )}
        <Blocks blocks={after} />
      </div>
    </ShownContext>
  );
});

/** What is before, on and after some lines; all of it before where there are none, or nothing else. */
function splitAt(parts: readonly MarkdownPart[], first: number, last: number) {
  const isThere = ({ from, to }: MarkdownPart) => from > 0 && from <= last && to >= first;
  const start = parts.findIndex(isThere);
  const end = parts.findLastIndex(isThere) + 1;
  const blocks = parts.map(({ block }) => block);
  return start < 0 || end - start === parts.length
    ? { before: blocks, there: [], after: [] }
    : { before: blocks.slice(0, start), there: blocks.slice(start, end), after: blocks.slice(end) };
}
