import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a GitHub repository's sync: files, conversations, releases. */
export const githubSyncHandler = (context: WorkflowContext) => syncHandler(context, "github.sync.handler");
