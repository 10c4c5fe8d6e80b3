import { expect, it } from "vitest";
import { readingAt } from "./budget.ts";

it("forgets what a reading says of a window that has ended and of a wait that is over", () => {
  const reading = { name: "core", limit: 5_000, remaining: 0, resetsAt: 2_000, waitingUntil: 1_500, seenAt: 1_000 };
  expect(readingAt(reading, 1_000)).toEqual(reading);
  expect(readingAt(reading, 1_500)).toEqual({ ...reading, waitingUntil: null });
  expect(readingAt(reading, 2_000)).toEqual({ ...reading, remaining: null, resetsAt: null, waitingUntil: null });
});
