import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a GitHub repository's sync: files, conversations, releases. */
export function githubSyncHandler(context: WorkflowContext) {
  return syncHandler(context, { id: "github.sync.handler", event: "github.sync.execute" });
}
