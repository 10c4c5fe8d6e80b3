import type { WorkflowContext } from "../../workflow.ts";
import { conversationProcessor } from "./conversation-processor.ts";

/** Reads one pull request with its reviews and threads again. */
export function prProcessor(context: WorkflowContext) {
  return conversationProcessor(context, { id: "pr.processor", kind: "pullRequests" });
}
