import { describe, expect, it } from "vitest";
import { type Box, layOut } from "./layout.ts";

const box = (id: string, width = 150): Box => ({ id, width, height: 32 });
const groupsOf = (sizes: readonly number[]): Box[][] =>
  sizes.map((size, group) =>
    Array.from({ length: size }, (_, index) => box(`${group}/${index}`, 90 + ((index * 37) % 80))),
  );
const centre = box("centre", 220);

describe("layOut", () => {
  it.each([[[1]], [[3, 2]], [[40]], [[20, 10, 5, 3, 1, 1]], [[60, 30, 10]], [[1, 1, 1, 1, 1, 1, 1, 1]]])(
    "places groups of %j so that nothing covers anything",
    (sizes) => {
      const groups = groupsOf(sizes);
      const places = layOut(centre, groups);
      const boxes = [centre, ...groups.flat()];
      expect(places.get("centre")).toEqual({ x: 0, y: 0 });
      const covered = boxes.flatMap((one, index) =>
        boxes.slice(index + 1).filter((other) => {
          const [a, b] = [places.get(one.id), places.get(other.id)];
          if (!a || !b) return true;
          return (
            Math.abs(a.x - b.x) < (one.width + other.width) / 2 && Math.abs(a.y - b.y) < (one.height + other.height) / 2
          );
        }),
      );
      expect(covered).toEqual([]);
    },
  );

  it("places the same things alike", () => {
    expect([...layOut(centre, groupsOf([12, 4]))]).toEqual([...layOut(centre, groupsOf([12, 4]))]);
  });

  it("does with a centre alone", () => {
    expect([...layOut(centre, [])]).toEqual([["centre", { x: 0, y: 0 }]]);
  });
});
