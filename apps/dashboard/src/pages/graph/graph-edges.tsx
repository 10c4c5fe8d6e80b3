import { classes } from "../../components/classes.ts";
import { insideOf } from "./layout.ts";
import { familyOf } from "./relation-families.ts";
import type { Scene, SceneGroup, SceneNode } from "./scene.ts";

/** Where on the part of a line that is to be seen its arrow is: beyond the labels. */
const ARROW_AT = 0.8;

/** The lines from the centre to what it has to do with. */
export function GraphEdges({ scene, lit }: { readonly scene: Scene; readonly lit: string | null }) {
  return (
    // Another centre, other lines: they come up softly while the nodes find their places.
    <svg
      key={scene.centre.id}
      aria-hidden="true"
      className="pointer-events-none absolute top-0 left-0 size-px overflow-visible transition-opacity duration-500 starting:opacity-0"
    >
      {scene.groups.map((group) => (
        <g key={group.id} className={group.group ? familyOf(group.group.kind).colour : "text-ink-3"}>
          {group.nodes.map((node) => (
            <Edge
              key={node.id}
              group={group.group}
              centre={scene.centre}
              to={node}
              strong={lit === node.id}
              faded={lit !== null && lit !== node.id}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

function Edge({
  group,
  centre,
  to,
  strong,
  faded,
}: {
  readonly group: SceneGroup["group"];
  readonly centre: SceneNode;
  readonly to: SceneNode;
  readonly strong: boolean;
  readonly faded: boolean;
}) {
  const from = insideOf(centre, to);
  const part = from + (1 - insideOf(to, to) - from) * ARROW_AT;
  const angle = (Math.atan2(to.y, to.x) * 180) / Math.PI + (group?.direction === "in" ? 180 : 0);
  return (
    <g
      fill="none"
      stroke="currentColor"
      strokeWidth={strong ? 2.5 : 1.4}
      className={classes("transition-opacity", faded ? "opacity-20" : "opacity-80")}
    >
      <path d={`M0 0L${to.x} ${to.y}`} {...(!group && { strokeDasharray: "3 5" })} />
      {group && (
        <path
          d="M-4 -4L3 0L-4 4"
          strokeWidth={strong ? 2.5 : 1.8}
          strokeLinecap="round"
          strokeLinejoin="round"
          transform={`translate(${to.x * part} ${to.y * part}) rotate(${angle})`}
        />
      )}
    </g>
  );
}
