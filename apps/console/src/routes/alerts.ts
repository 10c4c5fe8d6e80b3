import { createRoute, z } from "@hono/zod-openapi";
import { alerts } from "@tributary/database";
import { type Alert, alertSchema, alertStateSchema } from "@tributary/validation";
import type { Context } from "hono";
import type { App } from "../app.ts";
import type { AppVariables } from "../authentication.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `/v1/alerts`: what is or was wrong. */
export function alertRoutes(app: App, runtime: Runtime): void {
  const { database, logger } = runtime.services;

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/alerts",
      summary: "What is or was wrong, the newest first",
      request: {
        query: z.object({
          /** `unresolved`: open and acknowledged ones. */
          state: alertStateSchema.or(z.literal("unresolved")).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
      },
      responses: { ...errorAnswers, 200: json(z.object({ alerts: z.array(alertSchema) }), "The alerts.") },
    }),
    async (context) => {
      const { state, limit } = context.req.valid("query");
      const found = await alerts.list(database, { workspaceId: context.get("workspaceId"), state, limit });
      return context.json({ alerts: found }, 200);
    },
  );

  /** Settles an alert and has those told who were told of it. */
  const settle = async (
    context: Context<{ Variables: AppVariables }>,
    id: string,
    state: "acknowledged" | "resolved",
  ): Promise<Alert> => {
    const workspaceId = context.get("workspaceId");
    const settled = await alerts.settle(database, { workspaceId, id, state });
    if (!settled) throw notFound("alert", id);
    const { alert, changed } = settled;
    if (changed) {
      const { condition, sourceId, severity, summary } = alert;
      const action = state === "resolved" ? "resolve" : "acknowledge";
      const about = { workspaceId, action, condition, sourceId, severity, summary };
      const data = { ...about, text: `A person has ${state} it.` };
      try {
        await runtime.workflows.inngest.send({ id: `alert:${id}:${state}`, name: "alert.send", data });
      } catch (error) {
        // It is settled here; only other systems do not know.
        logger.error({ error }, "the workflow engine did not take an event");
      }
    }
    return alert;
  };

  const answers = { ...errorAnswers, 200: json(z.object({ alert: alertSchema }), "The alert.") };

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/alerts/{id}",
      summary: "One alert",
      request: { params: idParameter },
      responses: answers,
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const alert = await alerts.get(database, context.get("workspaceId"), id);
      if (!alert) throw notFound("alert", id);
      return context.json({ alert }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/alerts/{id}/acknowledge",
      summary: "Say that somebody has seen it: it stays until it is over, and nobody is told again",
      request: { params: idParameter },
      responses: answers,
    }),
    async (context) =>
      context.json({ alert: await settle(context, context.req.valid("param").id, "acknowledged") }, 200),
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/alerts/{id}/resolve",
      summary: "Declare it over; what is still so is alerted anew",
      request: { params: idParameter },
      responses: answers,
    }),
    async (context) => context.json({ alert: await settle(context, context.req.valid("param").id, "resolved") }, 200),
  );
}
