import type { WorkflowContext } from "../../workflow.ts";
import { webhookHandler } from "./webhook-handler.ts";

/** Has what a Slack delivery names read again. */
export const webhookSlack = (context: WorkflowContext) => webhookHandler(context, { id: "webhook.slack" });
