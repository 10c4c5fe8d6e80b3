import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type HeldDocument, relatedQuery } from "../../api/documents.ts";
import type { LinkBase } from "../../components/markdown/link-target.ts";
import { type MarkdownPart, textOf } from "../../components/markdown/markdown-tree.ts";
import { MarkdownView } from "../../components/markdown/markdown-view.tsx";
import { Loading } from "../../components/states.tsx";
import { useLater } from "../../components/use-later.ts";
import { documentsBeside } from "./documents-beside.ts";

/** What is read faster does not say so. */
const WAIT_MS = 250;
/** The server returns no more. */
const RELATED_MAX = 100;

/** A document as people read it. Its links to files beside it lead to those that are held. */
export function WrittenText({
  document,
  parts,
  query,
  lines,
  onLines,
}: {
  readonly document: HeldDocument["document"];
  readonly parts: readonly MarkdownPart[] | undefined;
  readonly query: string | undefined;
  /** First and last line of what somebody was led to. */
  readonly lines: readonly [number, number] | null;
  /** Brings it into sight. */
  readonly onLines: (place: HTMLElement) => void;
}) {
  const { id, title, type, url, path } = document;
  const { data: related } = useQuery({ ...relatedQuery(id, RELATED_MAX), enabled: path !== undefined });
  const base = useMemo((): LinkBase => {
    return { url, path, held: related && path !== undefined ? documentsBeside({ id, path }, related) : undefined };
  }, [id, url, path, related]);
  const shown = useMemo(() => parts && withoutTitle(parts, type === "file" ? "" : title), [parts, type, title]);
  if (!shown) return <Waiting />;
  return (
    <MarkdownView parts={shown} query={query} keepLines={type !== "file"} base={base} lines={lines} onLines={onLines} />
  );
}

function Waiting() {
  return <div className="min-h-40">{useLater(true, WAIT_MS) && <Loading what="Reading the text" />}</div>;
}

/** A text without the title at its beginning that the page has already said. */
function withoutTitle(parts: readonly MarkdownPart[], title: string): readonly MarkdownPart[] {
  const [first, ...others] = parts;
  const heading = first?.block.type === "heading" && first.block.depth === 1 ? textOf(first.block.children) : null;
  return heading !== null && title.startsWith(heading) && others.length > 0 ? others : parts;
}
