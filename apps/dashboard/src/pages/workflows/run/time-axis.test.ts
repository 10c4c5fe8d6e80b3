import { describe, expect, it } from "vitest";
import { positionOf, ticksOf, tickWords } from "./time-axis.ts";

describe("the time axis", () => {
  it.each([1, 7, 999, 4_275, 61_000, 3_600_000, 86_400_000, 40 * 86_400_000, 5e11])(
    "of %d ms has round lines, never too many",
    (length) => {
      const ticks = ticksOf({ from: 1_000, to: 1_000 + length }, 6);
      expect(ticks[0]).toEqual({ at: 0, milliseconds: 0 });
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.at(-1)?.at).toBeLessThanOrEqual(1);
    },
  );

  it("keeps what is beyond it at its ends, and does without a length", () => {
    const axis = { from: 100, to: 200 };
    expect([50, 100, 150, 300].map((time) => positionOf(time, axis))).toEqual([0, 0, 0.5, 1]);
    expect(positionOf(100, { from: 100, to: 100 })).toBe(0);
  });

  it("is labelled in units people count in", () => {
    expect([0, 250, 1_500, 75_000, 120_000, 5_400_000, 7_200_000, 172_800_000].map(tickWords)).toEqual([
      ...["0", "250 ms", "1.5 s", "75 s", "2 min", "90 min", "2 h", "2 d"],
    ]);
  });
});
