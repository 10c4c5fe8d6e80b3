import type { GraphDocument } from "../../api/graph.ts";
import { placeLabels } from "./label-places.ts";
import { type Box, layOut, type Point } from "./layout.ts";
import { type Neighbour, type NeighbourGroup, type Neighbours, shortName } from "./neighbours.ts";
import type { TrailStop } from "./trail.ts";

/** What a node is. */
export type NodeRole = "centre" | "neighbour" | "pending" | "trail";

/** A node in its place. */
export interface SceneNode extends Box, Point {
  readonly role: NodeRole;
  readonly name: string;
  readonly document: Pick<GraphDocument, "documentId" | "source"> | null;
  readonly neighbour: Neighbour | null;
  /** Whether somebody was here on the way. */
  readonly seen: boolean;
}

/** A group's label in its place, and what it leads to. */
export interface SceneGroup extends Box, Point {
  readonly words: string;
  /** Null for what is no relation: not here yet, and where one came from. */
  readonly group: Pick<NeighbourGroup, "kind" | "direction"> | null;
  readonly nodes: readonly SceneNode[];
}

/** A graph as it is drawn. */
export interface Scene {
  readonly centre: SceneNode;
  readonly groups: readonly SceneGroup[];
}

/** Nothing is drawn of more than so many that are not here. */
const PENDING_MAX = 5;
/** Of the trail, as much is drawn as helps to go back. */
const TRAIL_MAX = 2;
/** How wide letters are on average at the size of the names, what else a node has, and how wide it gets. */
const LETTER = 7.1;
const BESIDE = 52;
const WIDEST = 164;
const CENTRE_WIDEST = 190;
/** The sign of where somebody was. */
const FOOTPRINTS = 22;

/** Places a document, its neighbours and the last stops on the way here. */
export function sceneOf(given: {
  readonly centre: GraphDocument;
  readonly neighbours: Neighbours;
  readonly trail: readonly TrailStop[];
}): Scene {
  const { centre, neighbours, trail } = given;
  const stops = new Set(trail.map(({ documentId }) => documentId));
  const middle: Placeless = {
    ...{
      id: centre.documentId,
      role: "centre",
      name: shortName(centre),
      document: centre,
      neighbour: null,
      seen: false,
    },
    ...{ width: widthOf(shortName(centre), CENTRE_WIDEST), height: 44 },
  };
  const drafts: Draft[] = neighbours.groups.map(({ words, neighbours: inside, kind, direction }) => ({
    words,
    group: { kind, direction },
    nodes: inside.map((neighbour) => nodeOf(neighbour, "neighbour", stops)),
  }));
  if (neighbours.pending.length > 0) {
    const nodes = neighbours.pending.slice(0, PENDING_MAX).map((neighbour) => nodeOf(neighbour, "pending", stops));
    drafts.push({ words: "Not here yet", group: null, nodes });
  }
  const shown = new Set([centre.documentId, ...drafts.flatMap(({ nodes }) => nodes.map(({ id }) => id))]);
  const before = trail.slice(-TRAIL_MAX).filter(({ documentId }) => !shown.has(documentId));
  if (before.length > 0) drafts.push({ words: "On the way here", group: null, nodes: before.map(stopOf) });
  const places = layOut(
    middle,
    drafts.map(({ nodes }) => nodes),
  );
  const placed = (box: Placeless): SceneNode => ({ ...box, ...(places.get(box.id) ?? NOWHERE) });
  const labelled = drafts.map((draft) => ({ ...draft, label: labelOf(draft), nodes: draft.nodes.map(placed) }));
  const labels = placeLabels(placed(middle), labelled);
  return {
    centre: placed(middle),
    groups: labelled.map(({ label, ...group }) => ({ ...label, ...(labels.get(label.id) ?? NOWHERE), ...group })),
  };
}

const NOWHERE: Point = { x: 0, y: 0 };

type Placeless = Omit<SceneNode, "x" | "y">;

interface Draft extends Pick<SceneGroup, "words" | "group"> {
  readonly nodes: readonly Placeless[];
}

function nodeOf(neighbour: Neighbour, role: NodeRole, stops: ReadonlySet<string>): Placeless {
  const { id, name, document } = neighbour;
  const seen = stops.has(id);
  const width = widthOf(name, WIDEST) + (seen ? FOOTPRINTS : 0);
  return { id, role, name, document, neighbour, seen, width, height: 32 };
}

function stopOf({ documentId, name, source }: TrailStop): Placeless {
  const document = { documentId, source };
  return {
    id: documentId,
    role: "trail",
    name,
    document,
    neighbour: null,
    seen: true,
    width: widthOf(name, WIDEST),
    height: 32,
  };
}

function labelOf({ words, nodes }: Draft): Box {
  return { id: `label ${words}`, width: widthOf(`${words} ${nodes.length}`, WIDEST) - 36, height: 22 };
}

function widthOf(name: string, widest: number): number {
  return Math.round(Math.min(widest, BESIDE + name.length * LETTER));
}
