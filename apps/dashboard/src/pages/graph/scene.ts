import type { GraphDocument } from "../../api/graph.ts";
import { drawnGroups } from "./drawn-groups.ts";
import { placeLabels } from "./label-places.ts";
import { type Box, layOut, type Point } from "./layout.ts";
import { type Neighbour, type NeighbourGroup, type Neighbours, shortName } from "./neighbours.ts";
import type { TrailStop } from "./trail.ts";
import type { Extent } from "./viewport.ts";

/** What a node is. */
export type NodeRole = "centre" | "neighbour" | "pending" | "more" | "trail";

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
  /** How many it leads to, drawn or not. */
  readonly count: number;
}

/** A graph as it is drawn. */
export interface Scene {
  readonly centre: SceneNode;
  readonly groups: readonly SceneGroup[];
}

/** Of the trail, as much is drawn as helps to go back. */
const TRAIL_MAX = 2;
/** How large names are, in pixels at scale 1. */
export const NAME_SIZE = 14;
/** How wide letters are on average at that size, what else a node has, and how wide it gets. */
const LETTER = 7.6;
const BESIDE = 52;
const WIDEST = 168;
const CENTRE_WIDEST = 200;
/** The sign of where somebody was. */
const FOOTPRINTS = 22;

/** What there is room for. */
export interface Room {
  /** How many neighbours: with more of them their names could not be read. */
  readonly places: number;
  /** How much further apart sideways than above each other. */
  readonly stretch: number;
}

/** What a neighbour needs around it, in square pixels. */
const PLACE = 25_000;
const PLACES_MIN = 8;
const PLACES_MAX = 24;
/** Boxes are wider than high: in a square they are nearer to each other sideways. */
const SQUARE_STRETCH = 0.8;

/** What a window onto the graph has room for, alike for windows of about the same size. */
export function roomOf({ width, height }: Extent): Room {
  const places = Math.min(PLACES_MAX, Math.max(PLACES_MIN, Math.round((width * height) / PLACE)));
  const stretch = SQUARE_STRETCH * Math.sqrt(width / Math.max(1, height));
  return { places, stretch: Math.min(1.3, Math.max(0.5, Math.round(stretch * 10) / 10)) };
}

/** Places a document, its neighbours and the last stops on the way here. */
export function sceneOf(given: {
  readonly centre: GraphDocument;
  readonly neighbours: Neighbours;
  readonly trail: readonly TrailStop[];
  readonly room: Room;
}): Scene {
  const { centre, neighbours, trail, room } = given;
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
  const { groups, pending } = neighbours;
  const shares = drawnGroups([...groups.map((group) => group.neighbours), pending], room.places);
  const draftOf = (words: string, group: Draft["group"], role: NodeRole, index: number): Draft => {
    const { drawn, more } = shares[index] ?? { drawn: [], more: 0 };
    const nodes = drawn.map((neighbour) => nodeOf(neighbour, role, stops));
    return { words, group, nodes: more > 0 ? [...nodes, moreOf(words, more)] : nodes, count: drawn.length + more };
  };
  const drafts = groups.map(({ words, kind, direction }, index) =>
    draftOf(words, { kind, direction }, "neighbour", index),
  );
  if (pending.length > 0) drafts.push(draftOf(NOT_HERE, null, "pending", groups.length));
  const shown = new Set([centre.documentId, ...drafts.flatMap(({ nodes }) => nodes.map(({ id }) => id))]);
  const before = trail.slice(-TRAIL_MAX).filter(({ documentId }) => !shown.has(documentId));
  if (before.length > 0)
    drafts.push({ words: "On the way here", group: null, nodes: before.map(stopOf), count: before.length });
  const places = layOut(
    middle,
    drafts.map(({ nodes }) => nodes),
    room.stretch,
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

/** What is said of those that are named and that no source has. */
export const NOT_HERE = "Not here yet";

type Placeless = Omit<SceneNode, "x" | "y">;

interface Draft extends Pick<SceneGroup, "words" | "group" | "count"> {
  readonly nodes: readonly Placeless[];
}

function nodeOf(neighbour: Neighbour, role: NodeRole, stops: ReadonlySet<string>): Placeless {
  const { id, name, document } = neighbour;
  const seen = stops.has(id);
  const width = widthOf(name, WIDEST) + (seen ? FOOTPRINTS : 0);
  return { id, role, name, document, neighbour, seen, width, height: 32 };
}

function moreOf(words: string, count: number): Placeless {
  const name = `+ ${count} more`;
  return {
    id: `more ${words}`,
    role: "more",
    name,
    document: null,
    neighbour: null,
    seen: false,
    width: widthOf(name, WIDEST) - 24,
    height: 32,
  };
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

function labelOf({ words, count }: Draft): Box {
  return { id: `label ${words}`, width: widthOf(`${words} ${count}`, WIDEST) - 36, height: 22 };
}

function widthOf(name: string, widest: number): number {
  return Math.round(Math.min(widest, BESIDE + name.length * LETTER));
}
