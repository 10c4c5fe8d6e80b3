import { setTimeout as sleep } from "node:timers/promises";
import type { WorkflowId, WorkflowOutput } from "@tributary/validation";
import { APP_ID } from "../inngest/workflow.ts";
import type { Runtime } from "../runtime.ts";

/** Pause between two looks at a run, in milliseconds. */
const LOOK_MS = 20;

interface Run {
  readonly status: string;
  readonly output: unknown;
}

/** Runs one workflow on the embedded engine, whatever triggers it, and returns what it returned; throws what it failed with. */
export async function runWorkflow<Id extends WorkflowId>(
  runtime: Runtime,
  id: Id,
  data: object = {},
): Promise<WorkflowOutput<Id>> {
  const ask = async <Body>(path: string, init?: RequestInit): Promise<Body> => {
    const answer = await runtime.workflows.request?.(path, init);
    if (!answer?.ok) throw new Error(`The engine answered ${path} with ${answer?.status}: ${await answer?.text()}`);
    return (await answer.json()) as Body;
  };
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify({ data }) };
  const event = await ask<{ id: string }>(`/invoke/${APP_ID}-${id}`, init);
  for (;;) {
    const { data: runs } = await ask<{ data: Run[] }>(`/v1/events/${event.id}/runs`);
    const [run] = runs;
    if (run?.status === "Completed") return run.output as WorkflowOutput<Id>;
    if (run?.status === "Failed" || run?.status === "Cancelled") {
      throw new Error(`${id} ${run.status.toLowerCase()}: ${JSON.stringify(run.output)}`);
    }
    await sleep(LOOK_MS);
  }
}
