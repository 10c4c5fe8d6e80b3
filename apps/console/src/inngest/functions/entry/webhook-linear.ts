import type { WorkflowContext } from "../../workflow.ts";
import { webhookHandler } from "./webhook-handler.ts";

/** Has what a Linear delivery names read again. */
export function webhookLinear(context: WorkflowContext) {
  return webhookHandler(context, { id: "webhook.linear", event: "webhook/linear" });
}
