import { sources, webhookDeliveries } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { NonRetriableError } from "inngest";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";
import { requestSync, toChangeHint } from "../orchestration/request-sync.ts";

/**
 * Has the paths a push to the synced branch touched read again. One that was forced, made the branch or names more than
 * can be told apart has everything that changed read, by comparing trees.
 */
export function githubPushReceived({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "github.push.received", triggers: [{ event: "github.push.received" }] },
    async ({ event, step }): Promise<WorkflowOutput<"github.push.received">> => {
      const { workspaceId, sourceId, deliveryId } = parseInput("github.push.received", event.data);
      const references = await step.run("read", () =>
        withRetryPolicy(async () => {
          const delivery = await webhookDeliveries.get(services.database, { workspaceId, id: deliveryId });
          const source = await sources.get(services.database, workspaceId, sourceId);
          if (!delivery || !source) throw new NonRetriableError(`There is no delivery ${deliveryId} of ${sourceId}.`);
          const { kind, config } = source;
          const reader = await services.webhooks.of({ workspaceId, sourceId, kind, config });
          const outcome = reader?.parse(delivery);
          if (outcome?.type !== "changes") return null;
          return toChangeHint(outcome.changes.references)?.references ?? [];
        }),
      );
      if (references === null) return { jobId: null, named: 0 };
      const jobId = await requestSync(step, services, { workspaceId, sourceId, trigger: "push", references });
      return { jobId, named: references.length };
    },
  );
}
