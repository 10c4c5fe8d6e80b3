import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a Linear workspace's sync: issues, projects, initiatives, documents. */
export function linearSyncHandler(context: WorkflowContext) {
  return syncHandler(context, { id: "linear.sync.handler", event: "linear.sync.execute" });
}
