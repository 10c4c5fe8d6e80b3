import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRateBudget } from "./rate-budget.ts";
import { createFastClock } from "./testing.ts";

describe("createRateBudget", () => {
  it("never lets more through in any 60 seconds than a limit, whatever the costs, and lets everything through", async () => {
    const costs = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(costs, fc.integer({ min: 40, max: 120 }), async (tokens, limit) => {
        const clock = createFastClock();
        const budget = createRateBudget({ tokens: limit }, 60_000, clock);
        const taken = await Promise.all(
          tokens.map(async (cost) => {
            expect(await budget.take({ tokens: cost }, undefined)).toBe(0);
            return { at: clock.now(), cost };
          }),
        );
        for (const { at } of taken) {
          const near = taken.filter((other) => other.at >= at && other.at < at + 60_000);
          expect(near.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("lets what is above the whole limit through alone", async () => {
    const clock = createFastClock();
    const budget = createRateBudget({ tokens: 10 }, 60_000, clock);
    for (const tokens of [1, 50, 1]) expect(await budget.take({ tokens }, undefined)).toBe(0);
    expect(clock.waits).toEqual([61_000, 61_000]);
  });

  it("keeps the later of two pauses, and tells what is left of one that is too long", async () => {
    const clock = createFastClock();
    const budget = createRateBudget({}, 60_000, clock);
    budget.pause(30_000);
    budget.pause(10_000);
    expect(await budget.take({ calls: 1 }, undefined)).toBe(0);
    expect(clock.waits).toEqual([30_000]);
    budget.pause(90_000);
    expect(await budget.take({ calls: 1 }, undefined)).toBe(90_000);
    expect(clock.waits).toEqual([30_000]);
  });

  it("keeps the order when a limit is set later, and passes over those that gave up", async () => {
    const clock = createFastClock();
    const budget = createRateBudget({}, 60_000, clock);
    await budget.take({ calls: 1 }, undefined);
    budget.setLimit("calls", 1);
    const order: string[] = [];
    const gone = AbortSignal.abort(new Error("gone"));
    const first = budget.take({ calls: 1 }, undefined).then(() => order.push("first"));
    const second = budget.take({ calls: 1 }, gone).catch(() => order.push("second"));
    const third = budget.take({ calls: 1 }, undefined).then(() => order.push("third"));
    await Promise.all([first, second, third]);
    expect(order).toEqual(["first", "second", "third"]);
    expect(clock.waits).toEqual([61_000, 61_000]);
  });
});
