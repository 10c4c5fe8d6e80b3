import { describe, expect, it } from "vitest";
import { fitted, revealing, zoomed } from "./viewport.ts";

const extent = { width: 800, height: 600 };
const box = (x: number, y: number) => ({ id: `${x}`, x, y, width: 100, height: 40 });

describe("the viewport", () => {
  it("fits what is there into the window, and makes nothing larger than it is", () => {
    expect(fitted([box(0, 0)], extent)).toEqual({ x: 400, y: 300, scale: 1 });
    const { scale, x } = fitted([box(-600, 0), box(600, 0)], extent);
    expect(scale).toBeCloseTo(752 / 1_300);
    expect(x).toBeCloseTo(400);
  });

  it("zooms about a place that stays, and no further than is of use", () => {
    const next = zoomed({ x: 400, y: 300, scale: 1 }, 2, { x: 100, y: 300 });
    expect(next).toEqual({ x: 700, y: 300, scale: 2 });
    expect(zoomed(next, 100, { x: 0, y: 0 }).scale).toBe(2.5);
    expect(zoomed(next, 0.001, { x: 0, y: 0 }).scale).toBe(0.55);
  });

  it("moves only as far as it has to for a box to be seen", () => {
    const viewport = { x: 400, y: 300, scale: 1 };
    expect(revealing(viewport, box(0, 0), extent)).toBe(viewport);
    expect(revealing(viewport, box(500, 0), extent).x).toBe(226);
    expect(revealing(viewport, box(0, -400), extent).y).toBe(444);
  });
});
