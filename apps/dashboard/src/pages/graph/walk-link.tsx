import { Link, linkOptions } from "@tanstack/react-router";
import type { ComponentProps, ReactNode } from "react";
import type { RelationKind } from "../../api/graph.ts";
import { type TrailStop, trailTo } from "./trail.ts";

/** Where somebody is and how they came there. */
export interface Walk {
  readonly at: TrailStop;
  readonly trail: readonly TrailStop[];
  readonly kinds: readonly RelationKind[];
}

type Shown = Pick<
  ComponentProps<"a">,
  "className" | "title" | "draggable" | "onFocus" | "onPointerEnter" | "onPointerLeave" | "aria-label"
>;

/**
 * Leads to another document in the graph; the way there is remembered, and the browser's Back goes it back. To the one in
 * the middle it leads out of the graph: to its page.
 */
export function WalkLink({
  walk: { at, trail, kinds },
  documentId,
  children,
  ...shown
}: Shown & { readonly walk: Walk; readonly documentId: string; readonly children: ReactNode }) {
  const way =
    documentId === at.documentId
      ? linkOptions({ to: "/documents/$documentId", params: { documentId } })
      : linkOptions({
          to: "/graph",
          search: { document: documentId, ...(kinds.length > 0 && { kind: [...kinds] }) },
          state: { trail: trailTo(trail, at, documentId) },
          resetScroll: false,
        });
  return (
    <Link {...shown} {...way}>
      {children}
    </Link>
  );
}
