import { expect, it } from "vitest";
import { createLinearBudget } from "./budget.ts";

const NOW = Date.UTC(2026, 0, 5, 12);

function answer(requests: number, points: number, cost: number): Headers {
  return new Headers({
    "x-complexity": String(cost),
    "x-ratelimit-requests-remaining": String(requests),
    "x-ratelimit-requests-reset": String(NOW + 10_000),
    "x-ratelimit-complexity-remaining": String(points),
    "x-ratelimit-complexity-reset": String(NOW + 20_000),
  });
}

it("knows nothing before the first answer, and lets everything pass", () => {
  expect(createLinearBudget().waitFor("List_issues", NOW)).toBe(0);
});

it("waits until the requests are whole again", () => {
  const budget = createLinearBudget();
  budget.note("List_issues", answer(0, 50_000, 100), NOW);
  expect(budget.waitFor("List_issues", NOW)).toBe(10_000);
  expect(budget.waitFor("List_issues", NOW + 10_000)).toBe(0);
});

it("waits when an operation costs more points than are left, and lets a cheaper one pass", () => {
  const budget = createLinearBudget();
  budget.note("Viewer", answer(100, 5_000, 3), NOW);
  budget.note("List_issues", answer(99, 400, 4_600), NOW);
  expect(budget.waitFor("List_issues", NOW)).toBe(20_000);
  expect(budget.waitFor("Viewer", NOW)).toBe(0);
});

it("keeps what it knows when an answer carries no numbers", () => {
  const budget = createLinearBudget();
  budget.note("Viewer", answer(0, 10, 3), NOW);
  budget.note("Viewer", new Headers({ "x-ratelimit-requests-remaining": "many" }), NOW);
  expect(budget.waitFor("Viewer", NOW)).toBe(10_000);
});

it("reads what Linear last said of each budget, and whether it is used up", () => {
  const budget = createLinearBudget();
  expect(budget.read(NOW)).toEqual([]);
  const headers = answer(0, 50_000, 100);
  headers.set("x-ratelimit-requests-limit", "1500");
  budget.note("List_issues", headers, NOW - 1);
  const known = { limit: null, waitingUntil: null, seenAt: NOW - 1 };
  const [until, later] = [NOW + 10_000, NOW + 20_000];
  expect(budget.read(NOW)).toEqual([
    { ...known, name: "requests", limit: 1_500, remaining: 0, resetsAt: until, waitingUntil: until },
    { ...known, name: "complexity", remaining: 50_000, resetsAt: later },
  ]);
  expect(budget.read(until)[0]).toMatchObject({ limit: 1_500, remaining: null, resetsAt: null, waitingUntil: null });
});
