import type { Edge } from "@tributary/relationships";
import type { StoredReference } from "../schema/relationship-tables.ts";
import { toStorable } from "../storable-text.ts";

/** An edge as it is kept. */
export function toStored(edge: Edge): StoredReference {
  const { kind, targets, detail, reverse, unresolved, evidence } = edge;
  return {
    k: kind,
    t: targets,
    ...(detail !== undefined && { d: detail }),
    ...(reverse && { r: 1 as const }),
    ...(unresolved !== "pending" && { u: unresolved }),
    e: toStorable(evidence.text),
    ...("start" in evidence ? { s: evidence.start } : { f: evidence.field }),
  };
}

/** The edge that is kept. */
export function fromStored({ k, t, d, r, u, e, s, f = "" }: StoredReference): Edge {
  return {
    kind: k as Edge["kind"],
    targets: t,
    ...(d !== undefined && { detail: d }),
    ...(r && { reverse: true as const }),
    unresolved: u ?? "pending",
    evidence: s === undefined ? { text: e, field: f } : { text: e, start: s, end: s + e.length },
  };
}
