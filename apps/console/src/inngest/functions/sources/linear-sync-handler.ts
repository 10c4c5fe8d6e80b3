import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a Linear workspace's sync: issues, projects, initiatives, documents. */
export const linearSyncHandler = (context: WorkflowContext) => syncHandler(context, "linear.sync.handler");
