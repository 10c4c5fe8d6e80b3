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
  budget.note("List_issues", answer(0, 50_000, 100));
  expect(budget.waitFor("List_issues", NOW)).toBe(10_000);
  expect(budget.waitFor("List_issues", NOW + 10_000)).toBe(0);
});

it("waits when an operation costs more points than are left, and lets a cheaper one pass", () => {
  const budget = createLinearBudget();
  budget.note("Viewer", answer(100, 5_000, 3));
  budget.note("List_issues", answer(99, 400, 4_600));
  expect(budget.waitFor("List_issues", NOW)).toBe(20_000);
  expect(budget.waitFor("Viewer", NOW)).toBe(0);
});

it("keeps what it knows when an answer carries no numbers", () => {
  const budget = createLinearBudget();
  budget.note("Viewer", answer(0, 10, 3));
  budget.note("Viewer", new Headers({ "x-ratelimit-requests-remaining": "many" }));
  expect(budget.waitFor("Viewer", NOW)).toBe(10_000);
});
