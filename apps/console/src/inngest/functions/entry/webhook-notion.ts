import type { WorkflowContext } from "../../workflow.ts";
import { webhookHandler } from "./webhook-handler.ts";

/** Has what a Notion delivery names read again. */
export const webhookNotion = (context: WorkflowContext) => webhookHandler(context, { id: "webhook.notion" });
