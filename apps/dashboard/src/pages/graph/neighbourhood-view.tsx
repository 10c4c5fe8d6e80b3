import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Neighbourhood } from "../../api/graph.ts";
import { Card } from "../../components/card.tsx";
import { formatPlural } from "../../components/format.ts";
import { EmptyState, Loading } from "../../components/states.tsx";
import { useMedia } from "../../components/use-media.ts";
import { loadPart } from "../../load-part.ts";
import { neighboursOf } from "./neighbours.ts";
import { RelationList, relationListId } from "./relation-list.tsx";
import type { Walk } from "./walk-link.tsx";

const GraphView = lazy(async () => ({ default: (await loadPart(() => import("./graph-view.tsx"))).GraphView }));

/** Above a group that is shown in the list, in pixels. */
const MARGIN = 14;

/** A document and what it has to do with others: drawn where there is room, and in words. */
export function NeighbourhoodView({
  neighbourhood: { centre, related, full },
  walk,
}: {
  readonly neighbourhood: Neighbourhood;
  readonly walk: Walk;
}) {
  const wide = useMedia("(min-width: 64rem)");
  const box = useRef<HTMLDivElement>(null);
  const [lit, setLit] = useState<string | null>(null);
  const [opened, setOpened] = useState({ centre: centre.documentId, groups: new Set<string>() });
  const groups = opened.centre === centre.documentId ? opened.groups : new Set<string>();
  const open = (words: string) => setOpened({ centre: centre.documentId, groups: new Set([...groups, words]) });
  const neighbours = useMemo(() => neighboursOf(related), [related]);
  const { count, pending } = neighbours;
  const list = (
    <>
      <p role="status" className="mb-3 text-[13px] text-ink-2">
        {full
          ? `The ${count} documents it has most to do with are here; there may be more.`
          : `It has ${formatPlural(count, "neighbour")}.`}
      </p>
      <RelationList neighbours={neighbours} walk={walk} lit={lit} onLight={setLit} opened={groups} onOpen={open} />
    </>
  );
  const showInList = (words: string) => {
    flushSync(() => open(words));
    const heading = document.getElementById(relationListId(words));
    heading?.focus({ preventScroll: true });
    // Only the list: the page stays where it is.
    if (heading && box.current) {
      box.current.scrollTop += heading.getBoundingClientRect().top - box.current.getBoundingClientRect().top - MARGIN;
    }
  };
  if (count === 0 && pending.length === 0) {
    return (
      <Card>
        <EmptyState title={walk.kinds.length > 0 ? "No relation of these kinds" : "Nothing has to do with it yet"}>
          {walk.kinds.length > 0
            ? "Choose other kinds of relation, or take the filter off."
            : "No document that is held names it, and it names none. Connecting more sources may change that."}
        </EmptyState>
      </Card>
    );
  }
  if (!wide) return <Card className="px-4 py-4">{list}</Card>;
  return (
    <div className="grid h-[calc(100dvh-13.5rem)] min-h-[30rem] grid-cols-[minmax(0,1fr)_17rem] gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <Suspense fallback={<Loading what="Drawing the graph" />}>
        <GraphView centre={centre} neighbours={neighbours} walk={walk} lit={lit} onLight={setLit} onMore={showInList} />
      </Suspense>
      <Card className="flex min-h-0 flex-col overflow-hidden">
        <div ref={box} className="min-h-0 overflow-y-auto px-4 py-3.5">
          {list}
        </div>
      </Card>
    </div>
  );
}
