import type { WorkflowContext } from "../workflow.ts";
import { githubPushReceived } from "./entry/github-push-received.ts";
import { manualSyncTrigger } from "./entry/manual-sync-trigger.ts";
import { scheduleSync } from "./entry/schedule-sync.ts";
import { scheduledDailySync } from "./entry/scheduled-daily-sync.ts";
import { sourceConnected } from "./entry/source-connected.ts";
import { sourceDisconnected } from "./entry/source-disconnected.ts";
import { vercelWebhookHandler } from "./entry/vercel-webhook-handler.ts";
import { webhookGithub } from "./entry/webhook-github.ts";
import { webhookLinear } from "./entry/webhook-linear.ts";
import { webhookNotion } from "./entry/webhook-notion.ts";
import { webhookSlack } from "./entry/webhook-slack.ts";
import { webhookSweep } from "./entry/webhook-sweep.ts";
import { webhookVercel } from "./entry/webhook-vercel.ts";
import { activityRecord } from "./maintenance/activity-record.ts";
import { alertHandler } from "./maintenance/alert-handler.ts";
import { cacheWarmer } from "./maintenance/cache-warmer.ts";
import { cleanupStaleData } from "./maintenance/cleanup-stale-data.ts";
import { documentsDelete } from "./maintenance/documents-delete.ts";
import { errorRecovery } from "./maintenance/error-recovery.ts";
import { indexRebuild } from "./maintenance/index-rebuild.ts";
import { metricsAggregator } from "./maintenance/metrics-aggregator.ts";
import { monitorSyncHealth } from "./maintenance/monitor-sync-health.ts";
import { notificationSender } from "./maintenance/notification-sender.ts";
import { reportGenerate } from "./maintenance/report-generate.ts";
import { batchController } from "./orchestration/batch-controller.ts";
import { ensureStore } from "./orchestration/ensure-store.ts";
import { syncOrchestrator } from "./orchestration/sync-orchestrator.ts";
import { deploymentProcessor } from "./processing/deployment-processor.ts";
import { discussionProcessor } from "./processing/discussion-processor.ts";
import { docsBatchCoordinator } from "./processing/docs-batch-coordinator.ts";
import { documentIndexer } from "./processing/document-indexer.ts";
import { documentsProcess } from "./processing/documents-process.ts";
import { embeddingsGenerator } from "./processing/embeddings-generator.ts";
import { filesBatchProcessor } from "./processing/files-batch-processor.ts";
import { githubFilesFetch } from "./processing/github-files-fetch.ts";
import { issueProcessor } from "./processing/issue-processor.ts";
import { prProcessor } from "./processing/pr-processor.ts";
import { relationshipsExtractor } from "./processing/relationships-extractor.ts";
import { gitSyncHandler } from "./sources/git-sync-handler.ts";
import { githubDiscussionsSync } from "./sources/github-discussions-sync.ts";
import { githubSyncHandler } from "./sources/github-sync-handler.ts";
import { linearSyncHandler } from "./sources/linear-sync-handler.ts";
import { notionSyncHandler } from "./sources/notion-sync-handler.ts";
import { slackSyncHandler } from "./sources/slack-sync-handler.ts";
import { vercelSyncHandler } from "./sources/vercel-sync-handler.ts";

/** Every function the console serves; a test compares this list with the folder. */
export function createFunctions(context: WorkflowContext) {
  return [
    sourceConnected(context),
    sourceDisconnected(context),
    manualSyncTrigger(context),
    scheduledDailySync(context),
    scheduleSync(context),
    webhookGithub(context),
    webhookLinear(context),
    webhookNotion(context),
    webhookSlack(context),
    webhookVercel(context),
    webhookSweep(context),
    vercelWebhookHandler(context),
    githubPushReceived(context),
    ensureStore(context),
    batchController(context),
    syncOrchestrator(context),
    gitSyncHandler(context),
    githubSyncHandler(context),
    linearSyncHandler(context),
    notionSyncHandler(context),
    slackSyncHandler(context),
    vercelSyncHandler(context),
    githubDiscussionsSync(context),
    githubFilesFetch(context),
    issueProcessor(context),
    prProcessor(context),
    discussionProcessor(context),
    deploymentProcessor(context),
    filesBatchProcessor(context),
    embeddingsGenerator(context),
    documentIndexer(context),
    relationshipsExtractor(context),
    documentsProcess(context),
    docsBatchCoordinator(context),
    documentsDelete(context),
    indexRebuild(context),
    errorRecovery(context),
    monitorSyncHealth(context),
    notificationSender(context),
    alertHandler(context),
    activityRecord(context),
    cleanupStaleData(context),
    cacheWarmer(context),
    metricsAggregator(context),
    reportGenerate(context),
  ];
}
