import { byteLength } from "../json.ts";
import type { Kernel } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { FunctionConfig } from "../registry/config.ts";
import type { QueueItem } from "../store/queue.ts";
import type { RunRow } from "../store/runs.ts";
import { readRunState, reportedDefers } from "./run-state.ts";
import type { SdkRequest } from "./sdk-handler.ts";

/**
 * Builds the call the SDK gets for a leased item: events, recorded results, and how to go on. `isRemote` leaves out
 * what would make a body too large to send; the SDK then asks for it at `/v0/runs/:id/batch` and `/actions`.
 */
export function buildRequest(
  kernel: Kernel,
  config: FunctionConfig,
  run: RunRow,
  item: QueueItem,
  isRemote = false,
): SdkRequest {
  const { store } = kernel;
  const isTargeted = item.kind === "step";
  // A planned step is shown what was recorded when it was planned: enough to reach it, and far less to copy.
  const state = readRunState(kernel, run.runId, isTargeted ? item.plannedPosition : run.stepCount);
  const bodies = store.events.bodies(store.runs.eventIds(run.runId));
  const events = bodies.map((body) => JSON.parse(body) as Record<string, unknown>);
  const useApi = isRemote && run.stateBytes + byteLength(bodies.join("")) > limits.requestBytes;
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
      events: useApi ? [] : events,
      steps: useApi ? {} : state.steps,
      defers: reportedDefers(kernel, run.runId),
      ctx: {
        // Without it the SDK does not checkpoint, and only then does it run a step on an edited input.
        ...(state.hasEditedInputs ? {} : { fn_id: config.uuid }),
        run_id: run.runId,
        env: "",
        step_id: stepId,
        attempt: item.attempt,
        max_attempts: config.maxAttempts,
        stack: { stack: state.stack, current: state.stack.length },
        qi_id: String(item.itemId),
        request_id: requestId,
        generation_id: item.generation,
        job_id: requestId,
        disable_immediate_execution: mustPlan(kernel, run, state.hasEditedInputs),
        use_api: useApi,
      },
      version: run.requestVersion,
      use_api: useApi,
    },
  };
}

/** While other steps of the run are open, a replay may only plan: what it ran itself could be running already. */
function mustPlan(kernel: Kernel, run: RunRow, hasEditedInputs: boolean): boolean {
  // A step with an edited input is run where it is found: the SDK never plans one.
  return (run.forcePlan === 1 && !hasEditedInputs) || kernel.store.steps.hasOpen(run.runId);
}
