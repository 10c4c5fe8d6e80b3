import { jobs } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { syncableSource } from "../../../syncs/syncable-source.ts";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";

/** Syncs a source because a person asked, unless it is paused or disconnected, and returns what the sync did. */
export function manualSyncTrigger({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "manual.sync.trigger", triggers: [{ event: "manual.sync.trigger" }] },
    async ({ event, step }): Promise<WorkflowOutput<"manual.sync.trigger">> => {
      const { workspaceId, sourceId, mode, userId } = parseInput("manual.sync.trigger", event.data);
      const trigger = `user:${userId}`;
      const jobId = await step.run("request", () =>
        withRetryPolicy(async () => {
          await syncableSource(services.database, { workspaceId, sourceId });
          const requested = await jobs.request(services.database, { workspaceId, sourceId, mode, trigger });
          return requested.job.id;
        }),
      );
      await step.sendEvent("record", {
        id: `manual-sync:${event.id ?? jobId}`,
        name: "activity.record",
        data: { workspaceId, actor: userId, action: "sync.triggered", subject: sourceId, details: { mode, jobId } },
      });
      return invoke(step, "sync", "sync.orchestrator", { workspaceId, sourceId, jobId, mode, trigger });
    },
  );
}
