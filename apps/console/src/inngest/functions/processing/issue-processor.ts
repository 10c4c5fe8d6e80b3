import type { WorkflowContext } from "../../workflow.ts";
import { conversationProcessor } from "./conversation-processor.ts";

/** Reads one issue again. */
export function issueProcessor(context: WorkflowContext) {
  return conversationProcessor(context, { id: "issue.processor", kind: "issues" });
}
