import type { Neighbour } from "./neighbours.ts";

/** Of a group, those that are drawn, and how many are not. */
export interface DrawnGroup {
  readonly drawn: readonly Neighbour[];
  readonly more: number;
}

/**
 * Shares the places among groups of neighbours, the strongest of each first: small groups are drawn whole, and what a
 * larger one has no place for is one place that says how many more there are. Every group has a place, however many there are.
 */
export function drawnGroups(groups: readonly (readonly Neighbour[])[], places: number): DrawnGroup[] {
  const shares = groups.map(() => 0);
  let left = places;
  for (let round = 0; left > 0 || round === 0; round += 1) {
    const open = [...groups.keys()].filter((index) => (shares[index] ?? 0) < (groups[index]?.length ?? 0));
    if (open.length === 0) break;
    for (const index of open) {
      if (left <= 0 && round > 0) break;
      shares[index] = (shares[index] ?? 0) + 1;
      left -= 1;
    }
  }
  return groups.map((group, index) => {
    const share = shares[index] ?? 0;
    if (group.length <= share) return { drawn: group, more: 0 };
    return { drawn: group.slice(0, share - 1), more: group.length - share + 1 };
  });
}
