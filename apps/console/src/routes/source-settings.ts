import { createRoute, z } from "@hono/zod-openapi";
import { changeSourceSchema, sourceSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { changeSource } from "../connections/change-source.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `PATCH /v1/sources/:id`: a source's name, pause, schedule and credentials. */
export function sourceSettingsRoutes(app: App, { services }: Runtime): void {
  app.openapi(
    createRoute({
      method: "patch",
      path: "/v1/sources/{id}",
      summary:
        "Change a source: its name, its pause (a sync under way ends first), its schedule (null: nightly), its credentials (tried first, the old ones stay when they do not work)",
      request: {
        params: idParameter,
        body: { required: true, content: { "application/json": { schema: changeSourceSchema } } },
      },
      responses: { ...errorAnswers, 200: json(z.object({ source: sourceSchema }), "The source as it is now.") },
    }),
    async (context) => {
      const { id: sourceId } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const source = await changeSource(services, { workspaceId, sourceId, change: context.req.valid("json") });
      return context.json({ source: sourceSchema.parse(source) }, 200);
    },
  );
}
