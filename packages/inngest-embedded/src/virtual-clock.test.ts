import { describe, expect, it } from "vitest";
import { createVirtualClock } from "./virtual-clock.ts";

const settle = async (): Promise<void> => {};

describe("createVirtualClock", () => {
  it("fires timers in order, those of one instant together, and those set on the way", async () => {
    const clock = createVirtualClock(1000);
    const fired: [string, number][] = [];
    const set = (name: string, delay: number): (() => void) =>
      clock.setTimer(() => {
        fired.push([name, clock.now()]);
        if (name === "early") set("set on the way", 5);
      }, delay);
    set("late", 20);
    set("early", 10);
    set("also early", 10);
    set("too late", 31);
    set("called off", 15)();
    await clock.advance(30, settle);
    expect(fired).toEqual([
      ["early", 1010],
      ["also early", 1010],
      ["set on the way", 1015],
      ["late", 1020],
    ]);
    expect(clock.now()).toBe(1030);
  });
});
