import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { recordRequests } from "./activity/record-requests.ts";
import { type AppVariables, authenticate } from "./authentication.ts";
import { answerError, answerInvalid, answerNotFound, answerTooLarge } from "./error-answers.ts";
import { countRequests } from "./observability/http-metrics.ts";
import { activityRoutes } from "./routes/activity.ts";
import { alertRoutes } from "./routes/alerts.ts";
import { deletionRoutes } from "./routes/deletions.ts";
import { deploymentRoutes } from "./routes/deployments.ts";
import { documentRoutes } from "./routes/documents.ts";
import { healthRoutes } from "./routes/health.ts";
import { inngestRoutes } from "./routes/inngest.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { notificationPreferenceRoutes } from "./routes/notification-preferences.ts";
import { relatedRoutes } from "./routes/related.ts";
import { reportRoutes } from "./routes/reports.ts";
import { searchRoutes } from "./routes/search.ts";
import { searchIndexRoutes } from "./routes/search-index.ts";
import { sourceScheduleRoutes } from "./routes/source-schedule.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { statusRoutes } from "./routes/status.ts";
import { webhookDeliveryRoutes } from "./routes/webhook-deliveries.ts";
import { webhookSecretRoutes } from "./routes/webhook-secrets.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { workflowRoutes } from "./routes/workflows.ts";
import type { Runtime } from "./runtime.ts";

/** Largest request body, in bytes: configurations are small, content never comes in this way. */
const BODY_MAX_BYTES = 256 * 1024;

/** The console's HTTP application, with what authentication leaves for its routes. */
export type App = OpenAPIHono<{ Variables: AppVariables }>;

/** The console's HTTP API: a function from Request to Response over the given runtime. */
export function createApp(runtime: Runtime): App {
  const app: App = new OpenAPIHono<{ Variables: AppVariables }>({ defaultHook: answerInvalid });
  app.onError((error, context) => answerError(error, context, runtime.services.logger));
  app.notFound(answerNotFound);
  app.use(countRequests(runtime.services.telemetry));
  healthRoutes(app);
  metricsRoutes(app, runtime);
  inngestRoutes(app, runtime);
  webhookRoutes(app, runtime);
  app.use("/v1/*", authenticate(runtime.services.database));
  app.use("/v1/*", bodyLimit({ maxSize: BODY_MAX_BYTES, onError: answerTooLarge }));
  app.use("/v1/*", recordRequests(runtime));
  sourceRoutes(app, runtime);
  deletionRoutes(app, runtime);
  sourceScheduleRoutes(app, runtime);
  jobRoutes(app, runtime);
  searchRoutes(app, runtime);
  searchIndexRoutes(app, runtime);
  documentRoutes(app, runtime);
  relatedRoutes(app, runtime);
  statusRoutes(app, runtime);
  activityRoutes(app, runtime);
  reportRoutes(app, runtime);
  workflowRoutes(app, runtime);
  webhookSecretRoutes(app, runtime);
  webhookDeliveryRoutes(app, runtime);
  deploymentRoutes(app, runtime);
  alertRoutes(app, runtime);
  notificationPreferenceRoutes(app, runtime);
  app.openAPIRegistry.registerComponent("securitySchemes", "apiKey", { type: "http", scheme: "bearer" });
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Tributary", version: "1", description: "Sync a team's tools and search over all of them." },
    security: [{ apiKey: [] }],
  });
  return app;
}
