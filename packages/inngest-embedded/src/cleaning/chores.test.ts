import { describe, expect, it, onTestFinished } from "vitest";
import type { Kernel } from "../kernel.ts";
import { openDatabase } from "../store/database.ts";
import { createStore } from "../store/store.ts";
import { type Budget, eraseRuns, forgetEvents, forgetKeys, type Progress } from "./chores.ts";

/** A store with ended runs 1 to `count`, each with its event, and as many events nothing refers to. */
function createHistory(count: number): Pick<Kernel, "store"> {
  const database = openDatabase({ file: ":memory:", synchronous: "NORMAL" });
  onTestFinished(() => database.close());
  const store = createStore(database);
  const nothing = { gateValues: "{}", correlation: null, singletonKey: null, throttleKey: null, batchId: null };
  for (let n = 1; n <= count; n += 1) {
    const runId = `run-${n}`;
    for (const eventId of [`used-${n}`, `unused-${n}`]) {
      store.events.insert({ eventId, publicId: null, name: "go", receivedAt: n, body: "{}" });
    }
    store.events.claim("fn", `key-${n}`, runId, n, 1000 + n);
    store.runs.insert({ runId, slug: "fn", score: 0, createdAt: n, ...nothing }, [`used-${n}`]);
    store.runs.end(runId, { status: "completed", output: "null", error: null }, n);
  }
  return { store };
}

/** Does a chore in shifts of `size` questions to its budget; answers how many shifts it took. */
function inShifts(size: number, chore: (budget: Budget) => Progress): number {
  for (let shifts = 1; ; shifts += 1) {
    let left = size;
    const isSpent = (): boolean => {
      left -= 1;
      return left <= 0;
    };
    if (chore({ isSpent }) === "done") return shifts;
  }
}

describe("cleaning in shifts", () => {
  it("erases the runs that ended before an instant, the oldest first", () => {
    const kernel = createHistory(120);
    expect(eraseRuns(kernel, 101, { isSpent: () => true })).toBe("more");
    expect([kernel.store.runs.get("run-1"), kernel.store.runs.get("run-2")?.runId]).toEqual([undefined, "run-2"]);
    expect(inShifts(10, (budget) => eraseRuns(kernel, 101, budget))).toBeGreaterThan(9);
    expect([kernel.store.runs.get("run-100"), kernel.store.runs.get("run-101")?.runId]).toEqual([undefined, "run-101"]);
  });

  it("forgets events nothing refers to, and looks at each of the others once", () => {
    const kernel = createHistory(500);
    expect(
      inShifts(
        1,
        forgetEvents(kernel, () => 401),
      ),
    ).toBe(5);
    const rows = (name: string, numbers: readonly number[]): number =>
      kernel.store.events.rows(numbers.map((n) => `${name}-${n}`)).length;
    expect([rows("unused", [1, 200, 400]), rows("unused", [401, 500]), rows("used", [1, 400, 500])]).toEqual([0, 2, 3]);
  });

  it("forgets keys that have expired", () => {
    const kernel = createHistory(450);
    expect(inShifts(1, (budget) => forgetKeys(kernel, 1450 - 1, budget))).toBe(3);
    expect(kernel.store.events.claimant("fn", "key-449", 0)).toBeUndefined();
    expect(kernel.store.events.claimant("fn", "key-450", 0)).toBe("run-450");
  });
});
