import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a Notion workspace's sync: pages, tables, rows, comments. */
export const notionSyncHandler = (context: WorkflowContext) => syncHandler(context, "notion.sync.handler");
