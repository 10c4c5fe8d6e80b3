import { apiKeys, jobs, workspaces } from "@tributary/database";
import type { WorkflowFunctions, WorkflowRun, WorkflowRunDetails, WorkflowsHealth } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { createRepository, temporaryFolder } from "../testing/repository.ts";
import { createServedConsole } from "../testing/served-console.ts";

interface Page {
  readonly runs: readonly WorkflowRun[];
  readonly next: string | null;
}

describe("the runs of the embedded engine", { timeout: 60_000 }, () => {
  it("are listed, shown with their steps, cancelled and run again", async () => {
    const { runtime, get, post, send, untilIdle } = await createServedConsole();
    const path = createRepository(temporaryFolder(), { "README.md": "# Heron\n" });
    const { source } = await post<{ source: { id: string } }>("/v1/sources", { kind: "git", config: { path } });
    const sendEvent = async (data: object, ts?: number) =>
      runtime.workflows.inngest.send({ name: "activity.record", data, ...(ts !== undefined && { ts }) });
    await sendEvent({ workspaceId: 7 });
    await untilIdle();
    const list = (query: string) => get<Page>(`/v1/workflows/runs?${query}`);
    const show = (id: string) => get<WorkflowRunDetails>(`/v1/workflows/runs/${id}`);

    // The syncing of the source: each function with what started it.
    const { runs: connected } = await list("function=source.connected&status=completed");
    expect(connected).toEqual([
      {
        ...{ id: expect.any(String), function: "source.connected", functionName: expect.any(String) },
        ...{ status: "completed", attempt: 1, trigger: { kind: "event", name: "source.connected", runId: null } },
        ...{ queuedAt: expect.any(String), startedAt: expect.any(String), endedAt: expect.any(String) },
      },
    ]);
    const [orchestrated] = (await list("function=sync.orchestrator")).runs;
    expect(orchestrated?.trigger).toEqual({ kind: "invoke", name: "source.connected", runId: connected[0]?.id });
    const orchestrator = await show(orchestrated?.id ?? "");
    expect(JSON.parse(orchestrator.input?.text ?? "")).toMatchObject({ sourceId: source.id });
    expect(orchestrator).toMatchObject({
      event: { name: "inngest/function.invoked", count: 1 },
      ...{ error: null, attempts: [], originalRunId: null, fromStepId: null },
      output: { cut: false },
    });
    const ran = orchestrator.steps.find(({ kind }) => kind === "run");
    expect(ran).toMatchObject({ status: "completed", attempts: [{ attempt: 1, error: null }], invokedRunId: null });
    const invoked = orchestrator.steps.find(({ kind }) => kind === "invoke");
    const handled = await show(invoked?.invokedRunId ?? "");
    expect(handled.trigger).toEqual({ kind: "invoke", name: "sync.orchestrator", runId: orchestrator.id });
    expect(handled.input).toEqual(invoked?.input);

    // One that cannot succeed.
    const [failed] = (await list("status=failed")).runs;
    expect(failed).toMatchObject({ function: "activity.record", status: "failed" });
    const details = await show(failed?.id ?? "");
    expect(details.error?.message).toContain("activity.record was given data it cannot use");
    expect(details.attempts).toMatchObject([{ attempt: 1, error: { message: details.error?.message } }]);

    // Page by page, nothing twice and nothing left out.
    const all = (await list("limit=200")).runs.map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = await list(`limit=3${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.runs.map(({ id }) => id));
      cursor = page.next;
    }
    expect(paged).toEqual(all);
    expect((await list(`id=${failed?.id.slice(-6).toLowerCase()}`)).runs.map(({ id }) => id)).toContain(failed?.id);

    // One that waits for its time.
    const entry = { workspaceId: DEFAULT_WORKSPACE.id, actor: "test", action: "test", subject: "test", details: {} };
    await sendEvent(entry, Date.now() + 3_600_000);
    const [queued] = (await list("status=queued")).runs;
    const cancelled = await post<object>(`/v1/workflows/runs/${queued?.id}/cancel`);
    expect(cancelled).toMatchObject({ cancelled: true, run: { id: queued?.id, status: "cancelled" } });
    expect(await post<object>(`/v1/workflows/runs/${queued?.id}/cancel`)).toMatchObject({ cancelled: false });

    const again = await post<{ run: WorkflowRun; originalRunId: string }>(
      `/v1/workflows/runs/${orchestrator.id}/rerun`,
      {
        fromStepId: orchestrator.steps.at(-1)?.id,
      },
    );
    expect(again).toMatchObject({ originalRunId: orchestrator.id, run: { function: "sync.orchestrator" } });
    await untilIdle();
    const repeated = await show(again.run.id);
    expect(repeated).toMatchObject({ originalRunId: orchestrator.id, fromStepId: orchestrator.steps.at(-1)?.id });

    // The run of a sync: its job ends with it, and the source can be synced again.
    const asked = { workspaceId: DEFAULT_WORKSPACE.id, sourceId: source.id, mode: "full", trigger: "manual" } as const;
    const { job } = await jobs.request(runtime.services.database, asked);
    const data = { ...asked, jobId: job.id };
    await runtime.workflows.inngest.send({ name: "sync.requested", data, ts: Date.now() + 3_600_000 });
    const [sync] = (await list("function=sync.orchestrator&status=queued")).runs;
    expect(await post<object>(`/v1/workflows/runs/${sync?.id}/cancel`)).toMatchObject({ cancelled: true });
    expect((await get<{ status: string }>(`/v1/jobs/${job.id}`)).status).toBe("cancelled");

    const { activity } = await get<{ activity: { action: string; subject: string; details: object }[] }>(
      "/v1/activity",
    );
    expect(activity).toContainEqual(expect.objectContaining({ action: "workflow-run.cancelled", subject: queued?.id }));
    expect(activity).toContainEqual(
      expect.objectContaining({
        ...{ action: "workflow-run.repeated", subject: orchestrator.id },
        details: { "run.function": "sync.orchestrator", "run.id": again.run.id },
      }),
    );

    const { functions } = await get<WorkflowFunctions>("/v1/workflows/functions");
    expect(functions.find(({ id }) => id === "metrics.aggregator")).toMatchObject({
      ...{ paused: false, maxAttempts: expect.any(Number) },
      triggers: [{ kind: "schedule", name: "0 * * * *", condition: null }],
    });
    expect((await get<WorkflowsHealth>("/v1/workflows")).dashboardUrl).toBeNull();

    // Nobody else's, and nothing that is not there.
    await workspaces.ensure(runtime.services.database, { id: "other", name: "Other" });
    const { key } = await apiKeys.create(runtime.services.database, { workspaceId: "other", name: "other" });
    const statusOf = async (way: string, init: Parameters<typeof send>[1] = {}) => (await send(way, init)).status;
    const method = "POST";
    const headers = { "content-type": "application/json" };
    for (const part of ["", `/${orchestrator.id}`]) {
      expect(await statusOf(`/v1/workflows/runs${part}`, { key })).toBe(404);
    }
    for (const part of ["cancel", "rerun"]) {
      const init = { method, headers, body: "{}" };
      expect(await statusOf(`/v1/workflows/runs/${orchestrator.id}/${part}`, { ...init, key })).toBe(404);
      expect(await statusOf(`/v1/workflows/runs/none/${part}`, init)).toBe(404);
    }
    const body = JSON.stringify({ fromStepId: "none" });
    expect(await statusOf(`/v1/workflows/runs/${orchestrator.id}/rerun`, { method, headers, body })).toBe(400);
    expect(await statusOf("/v1/workflows/functions", { key })).toBe(404);
    expect(await statusOf("/v1/workflows/runs?status=asleep")).toBe(400);
    expect(await statusOf("/v1/workflows/runs?id=%25")).toBe(400);
  });
});
