import { describe, expect, it } from "vitest";
import type { Job } from "../../api/source.ts";
import { mergeRuns } from "./merge-runs.ts";

const run = (id: string, status: Job["status"] = "completed", minute = Number(id)): Job =>
  ({ id, status, createdAt: `2026-11-22T12:${String(minute).padStart(2, "0")}:00.000Z` }) as Job;

const ids = (runs: readonly Job[]) => runs.map(({ id }) => id);

describe("mergeRuns", () => {
  it("puts what is under way on top and the rest newest first, each once", () => {
    const { runs, stale } = mergeRuns({
      pages: [run("5"), run("4"), run("3"), run("1", "running")],
      newest: [run("6"), run("5")],
      live: [run("1", "running")],
      status: undefined,
    });
    expect(ids(runs)).toEqual(["1", "6", "5", "4", "3"]);
    expect(stale).toBe(false);
  });

  it("does not let an older answer bring back to life what is over", () => {
    const { runs } = mergeRuns({
      pages: [run("5")],
      newest: [run("5")],
      live: [run("5", "running")],
      status: undefined,
    });
    expect(runs.map(({ status }) => status)).toEqual(["completed"]);
  });

  it("says when a run of the pages ended unseen, or when some were missed", () => {
    const pages = [run("9", "running"), run("2")];
    expect(mergeRuns({ pages, newest: [run("2")], live: [], status: undefined }).stale).toBe(true);
    expect(mergeRuns({ pages, newest: [run("9")], live: [], status: undefined }).stale).toBe(false);
    expect(mergeRuns({ pages, newest: undefined, live: undefined, status: undefined }).stale).toBe(false);
    const later = [run("50"), run("49")];
    expect(mergeRuns({ pages: [run("2")], newest: later, live: [], status: undefined }).stale).toBe(true);
  });

  it("shows only what has the state that was asked for", () => {
    const { runs } = mergeRuns({
      pages: [run("3", "running")],
      newest: [run("3", "failed")],
      live: [],
      status: "running",
    });
    expect(runs).toEqual([]);
  });
});
