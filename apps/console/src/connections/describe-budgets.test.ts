import type { SourceBudget } from "@tributary/source";
import type { createVercelBudget } from "@tributary/source-vercel";
import { describe, expect, it } from "vitest";
import { createBudgets } from "./budgets.ts";
import { describeBudgets, latestReadings } from "./describe-budgets.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const now = () => NOW;

const note = (budget: SourceBudget | undefined, remaining: number, at = NOW) => {
  const headers = { "x-ratelimit-limit": "100", "x-ratelimit-reset": String(NOW / 1_000 + 60) };
  const vercel = budget as ReturnType<typeof createVercelBudget>;
  vercel.note("/v6/deployments", new Headers({ ...headers, "x-ratelimit-remaining": String(remaining) }), at);
};

const user = (sourceId: string, token: string, workspaceId = "first") => ({
  ...{ kind: "vercel", workspaceId, sourceId },
  credentials: { token },
});

const sources = [
  { id: "one", name: "One" },
  { id: "two", name: "Two" },
];

describe("the budgets of credentials", () => {
  it("are shared by the sources that sign in alike, and shown to each workspace with its own", () => {
    const budgets = createBudgets(now);
    const shared = budgets.of(user("one", "a"));
    expect(budgets.of(user("two", "a"))).toBe(shared);
    expect(budgets.of(user("hidden", "a", "other"))).toBe(shared);
    expect(budgets.of(user("three", "b"))).not.toBe(shared);
    expect(budgets.of({ ...user("four", "a"), kind: "git" })).toBeUndefined();
    expect(budgets.read()).toEqual([]);
    note(shared, 0);
    expect(describeBudgets(budgets.read(), { workspaceId: "first", sources })).toEqual([
      {
        ...{ kind: "vercel", sources, name: "/v6/deployments", limit: 100, remaining: 0 },
        ...{ resetsAt: "2026-01-05T12:01:00.000Z", waitingUntil: "2026-01-05T12:01:00.000Z" },
        seenAt: "2026-01-05T12:00:00.000Z",
      },
    ]);
    expect(describeBudgets(budgets.read(), { workspaceId: "nobody", sources })).toEqual([]);
  });

  it("follow a source that signs in anew, and forget one that is gone", () => {
    const budgets = createBudgets(now);
    note(budgets.of(user("one", "old")), 5);
    budgets.of(user("one", "new"));
    expect(budgets.read()).toEqual([]);
    note(budgets.of(user("one", "new")), 7);
    expect(budgets.read()).toMatchObject([{ readings: [{ remaining: 7 }] }]);
    budgets.forget("one");
    expect(budgets.read()).toEqual([]);
  });

  it("are those that were heard of last where two processes ask", () => {
    const [here, there] = [createBudgets(now), createBudgets(now)];
    note(here.of(user("one", "a")), 50, NOW - 2);
    note(there.of(user("two", "a")), 40, NOW - 1);
    const both = [...there.read(), ...here.read()];
    expect(describeBudgets(both, { workspaceId: "first", sources })).toMatchObject([{ sources, remaining: 40 }]);
    expect(latestReadings(both)).toHaveLength(1);
  });
});
