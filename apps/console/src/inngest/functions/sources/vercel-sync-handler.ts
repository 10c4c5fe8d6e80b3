import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a Vercel team's sync: projects, deployments, their build logs. */
export const vercelSyncHandler = (context: WorkflowContext) => syncHandler(context, "vercel.sync.handler");
