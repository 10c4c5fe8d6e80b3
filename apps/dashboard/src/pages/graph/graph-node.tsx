import { Footprints } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "../../components/classes.ts";
import { relationWords } from "../../components/relation-words.ts";
import { SourceIcon } from "../../components/source-icon.tsx";
import { longName } from "./neighbours.ts";
import type { SceneNode } from "./scene.ts";
import { type Walk, WalkLink } from "./walk-link.tsx";

const looks: Record<SceneNode["role"], string> = {
  centre: "border-accent bg-accent-soft font-semibold text-ink shadow-card",
  neighbour: "border-line-strong bg-surface text-ink shadow-card hover:border-accent",
  pending: "border-dashed border-line-strong bg-canvas text-ink-3",
  more: "border-transparent bg-sunken text-ink-2 hover:border-accent hover:text-ink",
  trail: "border-dotted border-line-strong bg-canvas text-ink-2 hover:border-accent",
};

/** A document in the graph. To walk there it is followed; from the centre it opens. What there is more of is shown in the list. */
export function GraphNode({
  node,
  walk,
  lit,
  onLight,
  onFocus,
  group,
  onMore,
}: {
  readonly node: SceneNode;
  readonly walk: Walk;
  readonly lit: boolean;
  readonly onLight: (id: string | null) => void;
  readonly onFocus: () => void;
  /** What the neighbours of its group are to the centre. */
  readonly group: string;
  readonly onMore: (group: string) => void;
}) {
  const { role, name, document, x, y, width, height, seen } = node;
  const look = classes(
    "flex size-full items-center gap-1.5 rounded-full border px-2.5 text-(length:--name-size) whitespace-nowrap",
    looks[role],
    lit && "border-accent! ring-2 ring-accent/30",
  );
  const inside = (
    <>
      {document && <SourceIcon kind={document.source} className="size-4!" />}
      <span className="min-w-0 flex-1 truncate text-center">{name}</span>
      {seen && role !== "trail" && <Footprints aria-hidden="true" className="size-3.5 text-ink-3" />}
    </>
  );
  const shared = {
    className: look,
    title: titleOf(node),
    // Dragging the link would take the place of dragging the graph.
    draggable: false,
    onFocus,
    onPointerEnter: () => onLight(node.id),
    onPointerLeave: () => onLight(null),
  };
  return (
    <li
      className="absolute top-0 left-0 transition-transform duration-300 hover:z-10"
      style={{ width, height, transform: `translate(${x - width / 2}px, ${y - height / 2}px)` }}
    >
      {document ? (
        <WalkLink {...shared} walk={walk} documentId={document.documentId} aria-label={labelOf(node)}>
          {inside}
        </WalkLink>
      ) : role === "more" ? (
        <button {...shared} type="button" aria-label={`${group}: ${name}, in the list`} onClick={() => onMore(group)}>
          {inside}
        </button>
      ) : (
        <Plain {...shared}>{inside}</Plain>
      )}
    </li>
  );
}

function Plain({
  className,
  title,
  children,
}: {
  readonly className: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={className} title={title}>
      {children}
    </span>
  );
}

function labelOf({ name, neighbour, role, seen }: SceneNode): string {
  if (role === "centre") return `${name}, in the middle: open the document`;
  const words = neighbour
    ? neighbour.relations.map(relationWords).join(", ")
    : role === "trail"
      ? "On the way here"
      : "";
  return `${words}: ${name}${seen && neighbour ? ", seen on the way" : ""}`;
}

function titleOf({ name, neighbour }: SceneNode): string {
  const whole = neighbour?.document ? longName(neighbour.document) : name;
  return neighbour ? `${neighbour.relations.map(relationWords).join(", ")}: ${whole}` : whole;
}
