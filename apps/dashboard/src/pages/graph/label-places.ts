import { type Box, insideOf, type Point } from "./layout.ts";

/** Where on the part of a line that is to be seen a label may stand, the best first. */
const PARTS = [0.4, 0.5, 0.3, 0.6, 0.2, 0.7];
/** Beside a line where there is no room on it, in pixels. */
const BESIDE = [0, -17, 17];
/** Of how many lines of a group places are tried. */
const LINES_TRIED = 7;
const COVERS = 100;
const CROSSES = 10;
const OFF = 6;

/** A group's label, and the nodes its lines lead to. */
export interface LabelledGroup {
  readonly label: Box;
  readonly nodes: readonly (Box & Point)[];
}

/** Puts each group's label on one of its own lines, clear of nodes, of other labels, and of other groups' lines where it can be. */
export function placeLabels(centre: Box & Point, groups: readonly LabelledGroup[]): ReadonlyMap<string, Point> {
  const taken = [centre, ...groups.flatMap(({ nodes }) => nodes)];
  const places = new Map<string, Point>();
  for (const group of groups) {
    const others = groups.filter((one) => one !== group).flatMap(({ nodes }) => nodes);
    let best: { readonly at: Point; readonly cost: number } | undefined;
    for (const node of spread(group.nodes)) {
      const from = insideOf(centre, node);
      const seen = 1 - insideOf(node, node) - from;
      for (const [rank, along] of PARTS.entries()) {
        const part = from + seen * along;
        for (const [step, beside] of BESIDE.entries()) {
          const at = { x: Math.round(node.x * part), y: Math.round(node.y * part) + beside };
          const placed = { ...group.label, ...at };
          const covered = taken.filter((box) => covers(box, placed)).length;
          const crossed = others.filter((other) => crosses(other, placed)).length;
          const cost = covered * COVERS + crossed * CROSSES + step * OFF + rank;
          if (best === undefined || cost < best.cost) best = { at, cost };
        }
      }
    }
    if (best === undefined) continue;
    places.set(group.label.id, best.at);
    taken.push({ ...group.label, ...best.at });
  }
  return places;
}

/** Some of a group's nodes, that in the middle first. */
function spread<Node>(nodes: readonly Node[]): Node[] {
  const middle = Math.floor(nodes.length / 2);
  const step = Math.max(1, Math.floor(nodes.length / LINES_TRIED));
  const some = nodes.filter((_, index) => index !== middle && index % step === 0);
  return [nodes[middle], ...some].filter((node) => node !== undefined).slice(0, LINES_TRIED);
}

function covers(one: Box & Point, other: Box & Point): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2
  );
}

/** Whether the line from the centre to a node goes through a box. */
function crosses(to: Point, { x, y, width, height }: Box & Point): boolean {
  const length = Math.max(1, Math.hypot(to.x, to.y));
  const [dx, dy] = [to.x / length, to.y / length];
  const along = x * dx + y * dy;
  if (along < 0 || along > length) return false;
  return Math.abs(x * dy - y * dx) < (width * Math.abs(dy) + height * Math.abs(dx)) / 2;
}
