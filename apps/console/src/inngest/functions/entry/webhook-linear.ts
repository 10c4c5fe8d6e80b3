import type { WorkflowContext } from "../../workflow.ts";
import { webhookHandler } from "./webhook-handler.ts";

/** Has what a Linear delivery names read again. */
export const webhookLinear = (context: WorkflowContext) => webhookHandler(context, { id: "webhook.linear" });
