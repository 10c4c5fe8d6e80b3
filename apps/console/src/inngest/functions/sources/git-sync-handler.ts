import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a git repository's sync. */
export function gitSyncHandler(context: WorkflowContext) {
  return syncHandler(context, { id: "git.sync.handler", event: "git.sync.execute" });
}
