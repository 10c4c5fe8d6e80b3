import { createRoute, z } from "@hono/zod-openapi";
import { sources, syncSchedules } from "@tributary/database";
import { changeSourceSchema, sourceSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { checkSchedule } from "../syncs/sync-schedule.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `PATCH /v1/sources/:id`: when a source is synced by itself. */
export function sourceScheduleRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;
  app.openapi(
    createRoute({
      method: "patch",
      path: "/v1/sources/{id}",
      summary: "Give a source a schedule of its own, looked at every five minutes, or with null the nightly one",
      request: {
        params: idParameter,
        body: { required: true, content: { "application/json": { schema: changeSourceSchema } } },
      },
      responses: { ...errorAnswers, 200: json(z.object({ source: sourceSchema }), "The source as it is now.") },
    }),
    async (context) => {
      const { id: sourceId } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      if (!(await sources.get(database, workspaceId, sourceId))) throw notFound("source", sourceId);
      const { syncSchedule } = context.req.valid("json");
      const checked = syncSchedule && checkSchedule(syncSchedule, new Date());
      await syncSchedules.set(database, {
        workspaceId,
        sourceId,
        schedule: checked?.schedule ?? null,
        nextSyncAt: checked?.next.toISOString() ?? null,
      });
      const source = await sources.get(database, workspaceId, sourceId);
      if (!source) throw notFound("source", sourceId);
      return context.json({ source: sourceSchema.parse(source) }, 200);
    },
  );
}
