import type { Kernel } from "../kernel.ts";
import type { FunctionConfig } from "../registry/config.ts";
import type { QueueItem } from "../store/queue.ts";
import type { RunRow } from "../store/runs.ts";
import type { SdkRequest } from "./sdk-handler.ts";

/** Builds the call the SDK gets for a leased item: events, recorded results, and how to go on. */
export function buildRequest(kernel: Kernel, config: FunctionConfig, run: RunRow, item: QueueItem): SdkRequest {
  const { store } = kernel;
  const isTargeted = item.kind === "step";
  // A planned step is shown what was recorded when it was planned: enough to reach it, and far less to copy.
  const memo = store.steps.memo(run.runId, isTargeted ? item.plannedPosition : run.stepCount);
  const events = store.events
    .bodies(store.runs.eventIds(run.runId))
    .map((body) => JSON.parse(body) as Record<string, unknown>);
  const steps: Record<string, unknown> = {};
  for (const { stepId, value } of memo) steps[stepId] = JSON.parse(value);
  const stepId = isTargeted && item.stepId !== null ? item.stepId : "step";
  const requestId = `${run.runId}.${item.itemId}.${item.generation}`;
  return {
    method: "POST",
    path: `/api/inngest?fnId=${encodeURIComponent(config.slug)}&stepId=${stepId}`,
    headers: {
      "content-type": "application/json",
      "x-run-id": run.runId,
      "x-request-id": requestId,
      "x-inngest-generation-id": String(item.generation),
      "x-inngest-job-id": requestId,
      "x-inngest-req-version": String(run.requestVersion),
      "x-inngest-server-kind": "dev",
    },
    body: {
      event: events[0] ?? {},
      events,
      steps,
      defers: {},
      ctx: {
        fn_id: config.uuid,
        run_id: run.runId,
        env: "",
        step_id: stepId,
        attempt: item.attempt,
        max_attempts: config.maxAttempts,
        stack: { stack: memo.map((entry) => entry.stepId), current: memo.length },
        qi_id: String(item.itemId),
        request_id: requestId,
        generation_id: item.generation,
        job_id: requestId,
        disable_immediate_execution: mustPlan(kernel, run),
        use_api: false,
      },
      version: run.requestVersion,
      use_api: false,
    },
  };
}

/** While other steps of the run are open, a replay may only plan: what it ran itself could be running already. */
function mustPlan(kernel: Kernel, run: RunRow): boolean {
  return run.forcePlan === 1 || kernel.store.steps.hasOpen(run.runId);
}
