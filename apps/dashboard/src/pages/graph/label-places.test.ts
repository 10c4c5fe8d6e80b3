import { describe, expect, it } from "vitest";
import { placeLabels } from "./label-places.ts";

const centre = { id: "centre", x: 0, y: 0, width: 200, height: 44 };
const node = (id: string, x: number, y: number) => ({ id, x, y, width: 120, height: 32 });
const label = (id: string) => ({ id, width: 70, height: 22 });

describe("placeLabels", () => {
  it("puts a label on its own line", () => {
    const at = placeLabels(centre, [{ label: label("a"), nodes: [node("n", 0, 300)] }]).get("a");
    expect(at?.x).toBe(0);
    expect(at?.y).toBeGreaterThan(22 + 11);
    expect(at?.y).toBeLessThan(300 - 16 - 11);
  });

  it("keeps clear of nodes, other labels and other lines", () => {
    const groups = [
      { label: label("a"), nodes: [node("n", -100, 300), node("near", -60, 130)] },
      { label: label("b"), nodes: [node("m", 100, 300)] },
      { label: label("c"), nodes: [node("o", 400, 60)] },
    ];
    const places = placeLabels(centre, groups);
    const [a, b] = [places.get("a"), places.get("b")];
    expect(places.size).toBe(3);
    expect(a && b && (Math.abs(a.x - b.x) >= 70 || Math.abs(a.y - b.y) >= 22)).toBe(true);
  });

  it("finds some place for every label, however full it is", () => {
    const groups = Array.from({ length: 20 }, (_, index) => ({
      label: label(`${index}`),
      nodes: [node(`n${index}`, 160 * Math.cos(index), 160 * Math.sin(index))],
    }));
    expect(placeLabels(centre, groups).size).toBe(20);
    expect(placeLabels(centre, [{ label: label("none"), nodes: [] }]).size).toBe(0);
  });
});
