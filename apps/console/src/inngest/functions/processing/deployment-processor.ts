import type { WorkflowOutput } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { requestSync } from "../orchestration/request-sync.ts";
import { readDeployment } from "./read-deployment.ts";

/** Deployments read at once: each is a few requests to the provider. */
const CONCURRENCY = 10;

/** Waits between two looks at a build that has not ended: half an hour in all. A webhook cuts one short. */
const WAITS = ["15s", "15s", "30s", "60s", ...Array.from({ length: 14 }, () => "120s")];

/**
 * Reads one deployment, and again until its build has ended and its log is whole, by its webhooks or by looking; each time
 * something about it changed, its document is stored and indexed. One that has not ended after half an hour is left to
 * the syncs.
 */
export function deploymentProcessor({ inngest, services }: WorkflowContext) {
  // What one look stores, another that began earlier must not put back.
  const key = 'event.data.sourceId + "/" + event.data.deploymentId';
  return inngest.createFunction(
    {
      id: "deployment.processor",
      triggers: [{ event: "vercel.deployment.received" }],
      concurrency: [{ limit: CONCURRENCY }, { limit: 1, key }],
    },
    async ({ event, step }): Promise<WorkflowOutput<"deployment.processor">> => {
      const input = parseInput("deployment.processor", event.data);
      const { workspaceId, sourceId, deploymentId } = input;
      for (let look = 0; ; look++) {
        const read = await step.run(`read-${look}`, () => withRetryPolicy(() => readDeployment(services, input)));
        const { documentId, state, ended, index, gone, sync } = read;
        if (sync) {
          const references = [`deployment:${deploymentId}`];
          await requestSync(step, services, { workspaceId, sourceId, references, trigger: "deployment.processor" });
        }
        const data = { workspaceId, sourceId };
        if (index.length > 0) {
          const events = index.map((id) => ({ name: "document.index", data: { ...data, documentId: id } }));
          await step.sendEvent(`index-${look}`, events);
        }
        if (gone.length > 0) {
          await invoke(step, `delete-${look}`, "documents.delete", { ...data, documentIds: [...gone] });
        }
        const wait = WAITS[look];
        const isDone = sync || documentId === null || (ended && read.wholeInSeconds === 0);
        if (isDone || wait === undefined) return { documentId, state, ended };
        if (ended) await step.sleep(`settle-${look}`, `${read.wholeInSeconds}s`);
        else {
          const change = { event: "vercel.deployment.received", match: "data.deploymentId", timeout: wait };
          await step.waitForEvent(`change-${look}`, change);
        }
      }
    },
  );
}
