import { Fold } from "../../components/fold.tsx";
import { relationFamilies } from "./relation-families.ts";
import type { SceneGroup } from "./scene.ts";

/** What the lines mean that are drawn. */
export function GraphLegend({ groups }: { readonly groups: readonly SceneGroup[] }) {
  const kinds = groups.flatMap(({ group }) => (group ? [group.kind] : []));
  const families = relationFamilies.filter((family) => family.kinds.some((kind) => kinds.includes(kind)));
  const roles = groups.flatMap(({ nodes }) => nodes.map(({ role }) => role));
  return (
    <Fold
      summary="Legend"
      className="absolute bottom-3 left-3 rounded-lg border border-line bg-raised px-2 shadow-card"
    >
      <ul className="-mt-2 space-y-1.5 px-1 pb-2 text-xs text-ink-2">
        {families.map(({ name, colour }) => (
          <li key={name} className="flex items-center gap-2">
            <svg aria-hidden="true" viewBox="0 0 28 8" className={`h-2 w-7 ${colour}`}>
              <path d="M0 4H28M12 1L17 4L12 7" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
            {name}
          </li>
        ))}
        {families.length > 0 && <li className="text-ink-3">An arrow points from what says it to what it is about.</li>}
        {roles.includes("pending") && (
          <li className="flex items-center gap-2">
            <span aria-hidden="true" className="h-3 w-7 rounded-full border border-dashed border-line-strong" />
            Named, but not here yet
          </li>
        )}
        {roles.includes("trail") && (
          <li className="flex items-center gap-2">
            <span aria-hidden="true" className="h-3 w-7 rounded-full border border-dotted border-line-strong" />
            Seen on the way here
          </li>
        )}
      </ul>
    </Fold>
  );
}
