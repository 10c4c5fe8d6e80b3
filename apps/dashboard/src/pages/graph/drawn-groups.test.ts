import { describe, expect, it } from "vitest";
import { drawnGroups } from "./drawn-groups.ts";
import type { Neighbour } from "./neighbours.ts";

const groupOf = (size: number): Neighbour[] =>
  Array.from({ length: size }, (_, index) => ({
    id: `${index}`,
    name: `${index}`,
    document: null,
    pending: false,
    relations: [],
  }));
const drawn = (sizes: readonly number[], places: number) =>
  drawnGroups(sizes.map(groupOf), places).map((group) => [group.drawn.length, group.more]);

describe("drawnGroups", () => {
  it.each([
    [
      [3, 4],
      20,
      [
        [3, 0],
        [4, 0],
      ],
    ],
    [[20], 20, [[20, 0]]],
    [[21], 20, [[19, 2]]],
    [
      [2, 60],
      20,
      [
        [2, 0],
        [17, 43],
      ],
    ],
    [
      [60, 30, 10],
      20,
      [
        [6, 54],
        [6, 24],
        [5, 5],
      ],
    ],
    [
      [5, 5, 5],
      2,
      [
        [0, 5],
        [0, 5],
        [0, 5],
      ],
    ],
    [[], 20, []],
  ])("of %j in %i places are drawn %j", (sizes, places, expected) => {
    expect(drawn(sizes, places)).toEqual(expected);
  });

  it("leaves nobody out, and takes the strongest", () => {
    const [group] = drawnGroups([groupOf(50)], 10);
    expect(group?.drawn.map(({ id }) => id)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    expect((group?.drawn.length ?? 0) + (group?.more ?? 0)).toBe(50);
  });
});
