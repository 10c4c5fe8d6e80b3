import { webhookDeliveries } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cron } from "inngest";
import { deliveryEvent } from "../../../webhooks/send-delivery.ts";
import { withRetryPolicy } from "../../errors.ts";
import type { WorkflowContext } from "../../workflow.ts";

/** Minutes after which a delivery that was kept and not worked on counts as forgotten. */
const FORGOTTEN_AFTER_MINUTES = 2;

/** Deliveries taken up at once; the rest at the next sweep. */
const TAKEN = 500;

/** Hands over deliveries that were kept and never worked on. */
export function webhookSweep({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "webhook.sweep", triggers: [cron("*/5 * * * *")], concurrency: { limit: 1 } },
    async ({ step }): Promise<WorkflowOutput<"webhook.sweep">> => {
      const taken = await step.run("take", () =>
        withRetryPolicy(() =>
          webhookDeliveries.takeForgotten(services.database, { minutes: FORGOTTEN_AFTER_MINUTES, limit: TAKEN }),
        ),
      );
      if (taken.length > 0) await step.sendEvent("hand-over", taken.map(deliveryEvent));
      return { taken: taken.length };
    },
  );
}
