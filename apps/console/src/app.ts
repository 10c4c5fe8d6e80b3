import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { guardAnswers } from "./access/answer-headers.ts";
import { checkHosts } from "./access/hosts.ts";
import { recordRequests } from "./activity/record-requests.ts";
import { type AppVariables, authenticate } from "./authentication.ts";
import { createDashboard, type Dashboard, dashboardFolder } from "./dashboard/dashboard.ts";
import { answerError, answerInvalid, answerTooLarge } from "./error-answers.ts";
import { countRequests } from "./observability/http-metrics.ts";
import { openapiRoute } from "./openapi/document.ts";
import { activityRoutes } from "./routes/activity.ts";
import { alertRoutes } from "./routes/alerts.ts";
import { budgetRoutes } from "./routes/budgets.ts";
import { completenessRoutes } from "./routes/completeness.ts";
import { dashboardRoutes } from "./routes/dashboard.ts";
import { deletionRoutes } from "./routes/deletions.ts";
import { deploymentRoutes } from "./routes/deployments.ts";
import { documentListingRoutes } from "./routes/document-listing.ts";
import { documentRoutes } from "./routes/documents.ts";
import { healthRoutes } from "./routes/health.ts";
import { inngestRoutes } from "./routes/inngest.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { keyRoutes } from "./routes/keys.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { notificationPreferenceRoutes } from "./routes/notification-preferences.ts";
import { relatedRoutes } from "./routes/related.ts";
import { reportRoutes } from "./routes/reports.ts";
import { retryRoutes } from "./routes/retries.ts";
import { searchRoutes } from "./routes/search.ts";
import { searchIndexRoutes } from "./routes/search-index.ts";
import { searchValueRoutes } from "./routes/search-values.ts";
import { sessionRoutes } from "./routes/session.ts";
import { sourceKindRoutes } from "./routes/source-kinds.ts";
import { sourceSettingsRoutes } from "./routes/source-settings.ts";
import { sourceWebhookRoutes } from "./routes/source-webhook.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { statusRoutes } from "./routes/status.ts";
import { webhookDeliveryRoutes } from "./routes/webhook-deliveries.ts";
import { webhookSecretRoutes } from "./routes/webhook-secrets.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { workflowRunRoutes } from "./routes/workflow-runs.ts";
import { workflowRoutes } from "./routes/workflows.ts";
import type { Runtime } from "./runtime.ts";

/** Largest request body, in bytes: configurations are small, content never comes in this way. */
const BODY_MAX_BYTES = 256 * 1024;

/** The console's HTTP application, with what authentication leaves for its routes. */
export type App = OpenAPIHono<{ Variables: AppVariables }>;

/**
 * The console's HTTP API, and the dashboard unless another is given: a function from Request to Response over the given
 * runtime.
 */
export function createApp(runtime: Runtime, options: { readonly dashboard?: Dashboard } = {}): App {
  const app: App = new OpenAPIHono<{ Variables: AppVariables }>({ defaultHook: answerInvalid });
  app.onError((error, context) => answerError(error, context, runtime.services.logger));
  app.use(countRequests(runtime.services.telemetry));
  app.use(guardAnswers);
  app.use(checkHosts(runtime.env));
  healthRoutes(app);
  metricsRoutes(app, runtime);
  inngestRoutes(app, runtime);
  webhookRoutes(app, runtime);
  app.use("/v1/*", authenticate(runtime));
  app.use("/v1/*", bodyLimit({ maxSize: BODY_MAX_BYTES, onError: answerTooLarge }));
  app.use("/v1/*", recordRequests(runtime));
  sessionRoutes(app, runtime);
  keyRoutes(app, runtime);
  sourceRoutes(app, runtime);
  deletionRoutes(app, runtime);
  sourceKindRoutes(app, runtime);
  sourceSettingsRoutes(app, runtime);
  sourceWebhookRoutes(app, runtime);
  jobRoutes(app, runtime);
  documentListingRoutes(app, runtime);
  retryRoutes(app, runtime);
  completenessRoutes(app, runtime);
  searchValueRoutes(app, runtime);
  searchRoutes(app, runtime);
  searchIndexRoutes(app, runtime);
  documentRoutes(app, runtime);
  relatedRoutes(app, runtime);
  statusRoutes(app, runtime);
  activityRoutes(app, runtime);
  reportRoutes(app, runtime);
  workflowRunRoutes(app, runtime);
  workflowRoutes(app, runtime);
  budgetRoutes(app, runtime);
  webhookSecretRoutes(app, runtime);
  webhookDeliveryRoutes(app, runtime);
  deploymentRoutes(app, runtime);
  alertRoutes(app, runtime);
  notificationPreferenceRoutes(app, runtime);
  openapiRoute(app);
  const { logger } = runtime.services;
  dashboardRoutes(app, () => options.dashboard ?? createDashboard({ folder: dashboardFolder, logger }));
  return app;
}
