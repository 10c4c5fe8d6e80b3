import type { WorkflowContext } from "../../workflow.ts";
import { conversationProcessor } from "./conversation-processor.ts";

/** Reads one discussion with its replies again. */
export function discussionProcessor(context: WorkflowContext) {
  return conversationProcessor(context, {
    id: "discussion.processor",
    kind: "discussions",
  });
}
