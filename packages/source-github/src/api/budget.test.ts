import { expect, it } from "vitest";
import { createGitHubBudget, createOwnBudget } from "./budget.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const headers = (resource: string, remaining: number) => ({
  "x-ratelimit-resource": resource,
  "x-ratelimit-limit": "5000",
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-reset": String(NOW / 1_000 + 60),
});
const reading = { limit: 5_000, resetsAt: NOW + 60_000, waitingUntil: null, seenAt: NOW };

it("reads what GitHub last said of each resource, and that all of them wait", () => {
  const budget = createGitHubBudget();
  expect(budget.read(NOW)).toEqual([]);
  budget.note(headers("core", 4_990), NOW);
  expect(budget.read(NOW)).toEqual([{ ...reading, name: "core", remaining: 4_990 }]);
  budget.note(headers("graphql", 0), NOW);
  expect(budget.read(NOW)).toEqual([
    { ...reading, name: "core", remaining: 4_990, waitingUntil: NOW + 60_000 },
    { ...reading, name: "graphql", remaining: 0, waitingUntil: NOW + 60_000 },
  ]);
  expect(budget.read(NOW + 60_000)[1]).toMatchObject({ remaining: null, resetsAt: null, waitingUntil: null });
});

it("reads a secondary limit before any word on the primary one, and none that is not remembered", () => {
  const budget = createGitHubBudget();
  budget.pause(30_000, NOW);
  const waiting = { name: "core", limit: null, remaining: null, resetsAt: null, waitingUntil: NOW + 30_000 };
  expect(budget.read(NOW + 1)).toEqual([{ ...waiting, seenAt: NOW }]);
  const own = createOwnBudget();
  own.pause(30_000, NOW);
  expect(own.read(NOW)).toEqual([]);
});
