import { describe, expect, it } from "vitest";
import { admit } from "./rate-limit.ts";

/** The instants of 60 tries, one a second, that are admitted. */
function admitted(emissionMs: number, capacity: number): number[] {
  let arrival: number | undefined;
  const times: number[] = [];
  for (let now = 0; now < 60_000; now += 1000) {
    const verdict = admit(arrival, emissionMs, capacity, now);
    if ("retryAt" in verdict) continue;
    arrival = verdict.arrival;
    times.push(now);
  }
  return times;
}

describe("admit", () => {
  it("lets the capacity through at once and then one per emission", () => {
    let arrival: number | undefined;
    for (let n = 0; n < 3; n += 1) {
      const verdict = admit(arrival, 1000, 3, 0);
      if (!("arrival" in verdict)) throw new Error("should be admitted");
      arrival = verdict.arrival;
    }
    expect(admit(arrival, 1000, 3, 0)).toEqual({ retryAt: 1000 });
    expect(admit(arrival, 1000, 3, 999)).toEqual({ retryAt: 1000 });
    expect(admit(arrival, 1000, 3, 1000)).toEqual({ arrival: 4000 });
  });

  it("admits one per fifteen seconds for four a minute without burst", () => {
    expect(admitted(15_000, 1)).toEqual([0, 15_000, 30_000, 45_000]);
  });
});
