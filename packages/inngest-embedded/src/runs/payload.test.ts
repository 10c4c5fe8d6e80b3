import { expect, it } from "vitest";
import { createCutter } from "./payload.ts";

it("cuts a value at a whole character", () => {
  const cut = createCutter(4);
  expect(cut(null)).toBeNull();
  expect(cut('"a"')).toEqual({ text: '"a"', bytes: 3, cut: false });
  expect(cut('"éé"')).toEqual({ text: '"é', bytes: 6, cut: true });
});

it("shows less of each value once an answer has become large", () => {
  const cut = createCutter(1024 * 1024);
  const large = "1".repeat(1024 * 1024);
  for (let n = 0; n < 4; n += 1) expect(cut(large)?.cut).toBe(false);
  expect(cut(large)).toEqual({ text: "1".repeat(1024), bytes: 1024 * 1024, cut: true });
  expect(cut("2")).toEqual({ text: "2", bytes: 1, cut: false });
});
