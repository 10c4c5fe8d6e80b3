import type { WorkflowContext } from "../workflow.ts";
import { manualSyncTrigger } from "./entry/manual-sync-trigger.ts";
import { scheduledDailySync } from "./entry/scheduled-daily-sync.ts";
import { documentsDelete } from "./maintenance/documents-delete.ts";
import { ensureStore } from "./orchestration/ensure-store.ts";
import { syncOrchestrator } from "./orchestration/sync-orchestrator.ts";
import { embeddingsGenerator } from "./processing/embeddings-generator.ts";
import { filesBatchProcessor } from "./processing/files-batch-processor.ts";
import { gitSyncHandler } from "./sources/git-sync-handler.ts";
import { githubSyncHandler } from "./sources/github-sync-handler.ts";
import { linearSyncHandler } from "./sources/linear-sync-handler.ts";

/** Every function the console serves; a test compares this list with the folder. */
export function createFunctions(context: WorkflowContext) {
  return [
    manualSyncTrigger(context),
    scheduledDailySync(context),
    ensureStore(context),
    syncOrchestrator(context),
    gitSyncHandler(context),
    githubSyncHandler(context),
    linearSyncHandler(context),
    filesBatchProcessor(context),
    embeddingsGenerator(context),
    documentsDelete(context),
  ];
}
