import { Maximize, Minus, Plus } from "lucide-react";
import { type CSSProperties, useMemo, useRef } from "react";
import type { GraphDocument } from "../../api/graph.ts";
import { IconButton } from "../../components/button.tsx";
import { classes } from "../../components/classes.ts";
import { GraphEdges } from "./graph-edges.tsx";
import { GraphLegend } from "./graph-legend.tsx";
import { GraphNode } from "./graph-node.tsx";
import type { Neighbours } from "./neighbours.ts";
import { familyOf } from "./relation-families.ts";
import { NAME_SIZE, roomOf, sceneOf } from "./scene.ts";
import { useExtent } from "./use-extent.ts";
import { useViewport } from "./use-viewport.ts";
import type { Walk } from "./walk-link.tsx";

/** Names are no smaller than this, in pixels on the screen. */
const NAME_MIN = 12;
/** Before anything is seen. */
const UNMEASURED = { width: 640, height: 640 };

/** A document in the middle of what it has to do with, to be moved, zoomed and walked. */
export function GraphView({
  centre,
  neighbours,
  walk,
  lit,
  onLight,
  onMore,
}: {
  readonly centre: GraphDocument;
  readonly neighbours: Neighbours;
  readonly walk: Walk;
  /** The node that is pointed at, here or in the list. */
  readonly lit: string | null;
  readonly onLight: (id: string | null) => void;
  /** Shows all that a group leads to. */
  readonly onMore: (words: string) => void;
}) {
  const frame = useRef<HTMLElement>(null);
  const { trail } = walk;
  const extent = useExtent(frame);
  const { places, stretch } = roomOf(extent ?? UNMEASURED);
  const scene = useMemo(
    () => sceneOf({ centre, neighbours, trail, room: { places, stretch } }),
    [centre, neighbours, trail, places, stretch],
  );
  const nodes = useMemo(() => [scene.centre, ...scene.groups.flatMap((group) => group.nodes)], [scene]);
  const groupOf = (id: string) => scene.groups.find((group) => group.nodes.some((node) => node.id === id))?.words ?? "";
  const { viewport, fit, zoomIn, zoomOut, reveal, handlers } = useViewport(frame, extent, nodes);
  return (
    <div className="relative h-full overflow-hidden rounded-xl border border-line bg-canvas">
      <section
        ref={frame}
        aria-label="The graph. Arrow keys move it, plus and minus zoom, 0 fits it in."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that move it are pressed on it
        tabIndex={0}
        className="absolute inset-0 cursor-grab touch-none overflow-hidden -outline-offset-2 active:cursor-grabbing"
        // Focus on a node outside would scroll it; it is moved there instead.
        onScroll={({ currentTarget }) => currentTarget.scrollTo(0, 0)}
        {...handlers}
      >
        <div
          className="absolute top-0 left-0 origin-top-left"
          style={
            {
              transform: `translate(${viewport.x}px, ${viewport.y}px) scale(${viewport.scale})`,
              // However small the graph is, its names can be read.
              "--name-size": `${Math.max(NAME_SIZE, NAME_MIN / viewport.scale)}px`,
            } as CSSProperties
          }
        >
          <GraphEdges scene={scene} lit={lit} />
          {scene.groups.map(({ id, words, x, y, width, height, group, count }) => (
            <div
              key={id}
              aria-hidden="true"
              className={classes(
                "pointer-events-none absolute top-0 left-0 flex items-center justify-center text-(length:--name-size) font-medium whitespace-nowrap transition-transform duration-300",
                group ? familyOf(group.kind).colour : "text-ink-3",
              )}
              style={{ width, height, transform: `translate(${x - width / 2}px, ${y - height / 2}px)` }}
            >
              <span className="rounded-full bg-canvas px-1 text-ink-2">
                {words}
                {count > 1 && <span className="ml-1 font-normal tabular">{count}</span>}
              </span>
            </div>
          ))}
          <ul aria-label="Documents in the graph" className="absolute top-0 left-0 size-px">
            {nodes.map((node) => (
              <GraphNode
                key={node.id}
                node={node}
                walk={walk}
                lit={lit === node.id}
                onLight={onLight}
                onFocus={() => reveal(node)}
                group={groupOf(node.id)}
                onMore={onMore}
              />
            ))}
          </ul>
        </div>
      </section>
      <div className="absolute right-3 bottom-3 flex flex-col rounded-lg border border-line bg-raised shadow-card">
        <IconButton label="Zoom in" onClick={zoomIn}>
          <Plus aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton label="Zoom out" onClick={zoomOut}>
          <Minus aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton label="Fit the graph in" onClick={fit}>
          <Maximize aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
      <GraphLegend groups={scene.groups} />
    </div>
  );
}
