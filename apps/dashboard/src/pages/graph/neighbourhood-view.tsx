import { lazy, Suspense, useMemo, useState } from "react";
import type { Neighbourhood } from "../../api/graph.ts";
import { Button } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { formatPlural } from "../../components/format.ts";
import { EmptyState, Loading } from "../../components/states.tsx";
import { useMedia } from "../../components/use-media.ts";
import { neighboursOf } from "./neighbours.ts";
import { RelationList } from "./relation-list.tsx";
import type { Walk } from "./walk-link.tsx";

const GraphView = lazy(async () => ({ default: (await import("./graph-view.tsx")).GraphView }));

/** How many neighbours are shown before somebody asks for more. */
const SHOWN_FIRST = 40;
/** The server tells of no more. */
const SHOWN_MAX = 100;

/** A document and what it has to do with others: drawn where there is room, and in words. */
export function NeighbourhoodView({
  neighbourhood: { centre, related, full },
  walk,
}: {
  readonly neighbourhood: Neighbourhood;
  readonly walk: Walk;
}) {
  const wide = useMedia("(min-width: 64rem)");
  const [most, setMost] = useState(SHOWN_FIRST);
  const [lit, setLit] = useState<string | null>(null);
  const neighbours = useMemo(() => neighboursOf(related, most), [related, most]);
  const { count, pending } = neighbours;
  const list = (
    <>
      <p role="status" className="mb-3 text-[13px] text-ink-2">
        {countWords({ count, most, full })}
      </p>
      <RelationList neighbours={neighbours} walk={walk} lit={lit} onLight={setLit} />
      {count > most && (
        <Button size="small" className="mt-4" onClick={() => setMost(SHOWN_MAX)}>
          Show {count - most} more
        </Button>
      )}
    </>
  );
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
    <div className="grid h-[calc(100dvh-12rem)] min-h-[30rem] grid-cols-[minmax(0,1fr)_17rem] gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <Suspense fallback={<Loading what="Drawing the graph" />}>
        <GraphView centre={centre} neighbours={neighbours} walk={walk} lit={lit} onLight={setLit} />
      </Suspense>
      <Card className="min-h-0 overflow-y-auto px-4 py-3.5">{list}</Card>
    </div>
  );
}

function countWords({
  count,
  most,
  full,
}: {
  readonly count: number;
  readonly most: number;
  readonly full: boolean;
}): string {
  if (full) return `The ${Math.min(count, most)} documents it has most to do with are shown; there may be more.`;
  if (count > most) return `The ${most} strongest of ${formatPlural(count, "neighbour")} are shown.`;
  return `It has ${formatPlural(count, "neighbour")}.`;
}
