import { createRoute, z } from "@hono/zod-openapi";
import { HOUR_MS, reports, rollups } from "@tributary/database";
import { metricsAnswerSchema, reportPeriodSchema, reportSchema, reportSummarySchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { embeddingPrice } from "../search-index/prices.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `/v1/reports` and `/v1/metrics`: what happened in a workspace, in words and in figures. */
export function reportRoutes(app: App, runtime: Runtime): void {
  const { database, telemetry } = runtime.services;

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/reports",
      summary: "Reports of hours and days, the newest first",
      request: {
        query: z.object({
          period: reportPeriodSchema.optional(),
          /** Start of a report: those before it. */
          before: z.iso.datetime().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
      },
      responses: { ...errorAnswers, 200: json(z.object({ reports: z.array(reportSummarySchema) }), "The reports.") },
    }),
    async (context) => {
      const { period, before, limit } = context.req.valid("query");
      const workspaceId = context.get("workspaceId");
      return context.json({ reports: await reports.list(database, { workspaceId, period, before, limit }) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/reports/{id}",
      summary: "A report with its figures; as Markdown with `Accept: text/markdown`",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        200: {
          description: "The report.",
          content: { "application/json": { schema: reportSchema }, "text/markdown": { schema: z.string() } },
        },
      },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const report = await reports.get(database, { workspaceId: context.get("workspaceId"), id });
      if (!report) throw notFound("report", id);
      if (!context.req.header("accept")?.includes("text/markdown")) return context.json(report, 200);
      return context.body(report.markdown, 200, { "content-type": "text/markdown; charset=utf-8" }) as never;
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/metrics",
      summary: "What happened in each of the last hours, oldest first; an hour is there once it is over",
      request: {
        query: z.object({
          hours: z.coerce.number().int().min(1).max(720).default(24),
          /** `true`: and the hour that is not over, with what is counted so far. */
          current: z.stringbool().default(false),
        }),
      },
      responses: { ...errorAnswers, 200: json(metricsAnswerSchema, "The hours.") },
    }),
    async (context) => {
      const { hours, current } = context.req.valid("query");
      const until = new Date();
      const from = new Date(until.getTime() - (hours + 1) * HOUR_MS);
      const workspaceId = context.get("workspaceId");
      const over = await rollups.list(database, { workspaceId, from, until });
      if (!current) return context.json({ hours: over }, 200);
      await Promise.all([telemetry.usage.flush(), runtime.workflows.writeUsage()]);
      const running = await rollups.current(database, { workspaceId, now: until, price: embeddingPrice });
      return context.json({ hours: [...over, { ...running, partial: true as const }] }, 200);
    },
  );
}
