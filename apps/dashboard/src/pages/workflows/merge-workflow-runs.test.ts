import { describe, expect, it } from "vitest";
import type { WorkflowRun } from "../../api/workflows.ts";
import { mergeWorkflowRuns } from "./merge-workflow-runs.ts";

const run = (id: string, status: WorkflowRun["status"] = "completed"): WorkflowRun => ({
  ...{ id, status, function: "f", functionName: "f", attempt: 1 },
  trigger: { kind: "event", name: "e", runId: null },
  ...{ queuedAt: "2026-01-01T00:00:00.000Z", startedAt: null },
  endedAt: status === "running" ? null : "2026-01-01T00:00:01.000Z",
});
const ids = (runs: readonly WorkflowRun[]) => runs.map(({ id }) => id);

describe("mergeWorkflowRuns", () => {
  it("puts what came since in front, once", () => {
    const merged = mergeWorkflowRuns([run("3"), run("2"), run("1")], [run("5"), run("4"), run("3")]);
    expect(ids(merged.runs)).toEqual(["5", "4", "3", "2", "1"]);
    expect(merged.gap).toBe(false);
    expect([...merged.unseen]).toEqual(["2", "1"]);
  });

  it("shows a run as it was seen last", () => {
    expect(mergeWorkflowRuns([run("1", "running")], [run("1", "failed")]).runs[0]?.status).toBe("failed");
    expect(mergeWorkflowRuns([run("1", "failed")], [run("1", "running")]).runs[0]?.status).toBe("failed");
  });

  it("says when runs are missing in between, and shows none out of order", () => {
    const merged = mergeWorkflowRuns([run("2"), run("1")], [run("9"), run("8")]);
    expect(merged.gap).toBe(true);
    expect(ids(merged.runs)).toEqual(["2", "1"]);
    // The newest was asked for before the page.
    expect(ids(mergeWorkflowRuns([run("3"), run("1")], [run("2"), run("1")]).runs)).toEqual(["3", "1"]);
  });

  it("does without the newest, and without pages", () => {
    expect(ids(mergeWorkflowRuns([run("1")], undefined).runs)).toEqual(["1"]);
    expect(ids(mergeWorkflowRuns([], [run("1")]).runs)).toEqual(["1"]);
  });
});
