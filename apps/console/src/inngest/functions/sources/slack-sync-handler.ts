import type { WorkflowContext } from "../../workflow.ts";
import { syncHandler } from "./sync-handler.ts";

/** Handles one page of a Slack workspace's sync: channels, messages, threads that grew. */
export const slackSyncHandler = (context: WorkflowContext) => syncHandler(context, "slack.sync.handler");
