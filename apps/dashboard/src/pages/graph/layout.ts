import { forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";

/** A place, from the centre's, in pixels at scale 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something to place, in pixels. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** How far boxes are from the centre at the least: labels have room between. */
const BOX_RADIUS = 158;
/** How much further what is beside the centre is from its edge than what is above: labels are wider than high. */
const LABEL_ROOM = 10;
/** How much more room boxes get than they cover: less, and they are pushed far from where they belong. */
const ROOM = 1.75;
/** Steps from one to the next that come near no two alike (the golden section). */
const SCATTER = 0.618;
const GAP = 10;
/** Enough for a hundred boxes to come to rest. */
const ROUNDS = 220;

interface Placed extends SimulationNodeDatum {
  readonly box: Box;
  readonly target: Point;
  readonly pull: number;
}

const PULL = 0.1;

/**
 * Places groups of boxes around a centre at 0, 0 so that nothing covers anything. The same groups are always placed alike.
 * With a `stretch` of more than 1 they are further apart sideways and nearer above each other.
 */
export function layOut(centre: Box, groups: readonly (readonly Box[])[], stretch = 1): ReadonlyMap<string, Point> {
  const middle: Placed = { box: centre, target: { x: 0, y: 0 }, pull: 1, x: 0, y: 0, fx: 0, fy: 0 };
  const nodes: Placed[] = [middle, ...targetsOf(centre, groups, stretch)];
  const simulation = forceSimulation(nodes)
    .stop()
    .alphaDecay(1 - 0.002 ** (1 / ROUNDS))
    .force(
      "x",
      forceX<Placed>(({ target }) => target.x).strength(({ pull }) => pull),
    )
    .force(
      "y",
      forceY<Placed>(({ target }) => target.y).strength(({ pull }) => pull),
    )
    .force("apart", () => keepApart(nodes));
  simulation.tick(ROUNDS);
  // What the last pull moved is put right.
  for (let round = 0; round < 60 && keepApart(nodes); round += 1);
  return new Map(nodes.map(({ box, x = 0, y = 0 }) => [box.id, { x: Math.round(x), y: Math.round(y) }]));
}

/** Where each would be if there were room: its group has a part of the circle, as large as the group. */
function targetsOf(centre: Box, groups: readonly (readonly Box[])[], stretch: number): Placed[] {
  const all = groups.flat();
  const beside = centre.width / 2 + LABEL_ROOM;
  const area = all.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const inner = BOX_RADIUS ** 2;
  const outer = Math.max(inner, inner / 2 + (ROOM * area) / Math.PI);
  const whole = all.length + groups.length * 0.5;
  // From the right, where a first and only group is read first.
  let turned = -((groups[0]?.length ?? 0) + 0.5) / whole / 2;
  let placed = 0;
  return groups.flatMap((boxes) => {
    const from = turned;
    const share = (boxes.length + 0.5) / whole;
    turned += share;
    return boxes.map((box, index): Placed => {
      const angle = 2 * Math.PI * (from + (share * (index + 0.5)) / boxes.length);
      const radius = Math.sqrt(inner + ((placed++ * SCATTER) % 1) * (outer - inner));
      const target = { x: Math.cos(angle) * (radius * stretch + beside), y: (Math.sin(angle) * radius) / stretch };
      return { box, target, pull: PULL, ...target };
    });
  });
}

/** Moves boxes that cover each other apart, the shorter way; returns whether any did. */
function keepApart(nodes: readonly Placed[]): boolean {
  let moved = false;
  for (const [index, one] of nodes.entries()) {
    for (let next = index + 1; next < nodes.length; next += 1) {
      const other = nodes[next];
      if (other === undefined) break;
      const dx = (other.x ?? 0) - (one.x ?? 0);
      const dy = (other.y ?? 0) - (one.y ?? 0);
      const overX = (one.box.width + other.box.width) / 2 + GAP - Math.abs(dx);
      const overY = (one.box.height + other.box.height) / 2 + GAP - Math.abs(dy);
      if (overX <= 0.5 || overY <= 0.5) continue;
      moved = true;
      if (overX < overY) push(one, other, overX * (dx < 0 ? -1 : 1), 0);
      else push(one, other, 0, overY * (dy < 0 ? -1 : 1));
    }
  }
  return moved;
}

/** The centre stays; two others share the way. */
function push(one: Placed, other: Placed, x: number, y: number): void {
  const shareOfOne = one.fx === 0 ? 0 : other.fx === 0 ? 1 : 0.5;
  one.x = (one.x ?? 0) - x * shareOfOne;
  one.y = (one.y ?? 0) - y * shareOfOne;
  other.x = (other.x ?? 0) + x * (1 - shareOfOne);
  other.y = (other.y ?? 0) + y * (1 - shareOfOne);
}

/** How much of the line from the centre to a place is covered by a box at either end of it, from 0 to 1. */
export function insideOf({ width, height }: Box, { x, y }: Point): number {
  return Math.min(1, width / 2 / Math.max(1, Math.abs(x)), height / 2 / Math.max(1, Math.abs(y)));
}
