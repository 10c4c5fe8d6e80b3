import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a git repository's sync. */
export const gitSyncHandler = (context: WorkflowContext) => syncHandler(context, "git.sync.handler");
