import { createRoute, z } from "@hono/zod-openapi";
import { activityLog } from "@tributary/database";
import { activitySchema } from "@tributary/validation";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, json } from "./answers.ts";

const pageSchema = z.object({
  activity: z.array(activitySchema),
  /** `before` of the next page; null at the end. */
  next: z.string().nullable(),
});

/** `GET /v1/activity`: the audit trail. */
export function activityRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/activity",
      summary: "Who did what, the newest first",
      request: {
        query: z.object({
          /** Id of an entry: those before it. */
          before: z.string().min(1).max(200).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
      },
      responses: { ...errorAnswers, 200: json(pageSchema, "A page of the audit trail.") },
    }),
    async (context) => {
      const { before, limit } = context.req.valid("query");
      const workspaceId = context.get("workspaceId");
      const activity = await activityLog.list(database, { workspaceId, before, limit });
      const next = activity.length < limit ? null : (activity.at(-1)?.id ?? null);
      return context.json({ activity, next }, 200);
    },
  );
}
