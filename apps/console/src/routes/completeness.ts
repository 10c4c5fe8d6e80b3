import { createRoute } from "@hono/zod-openapi";
import { completenessSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { completenessOf } from "../completeness/completeness.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `GET /v1/sources/:id/completeness`. */
export function completenessRoutes(app: App, runtime: Runtime): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources/{id}/completeness",
      summary:
        "What exists at the source, what is held and what is searchable of it, and the reason for every difference",
      request: { params: idParameter },
      responses: { ...errorAnswers, 200: json(completenessSchema, "The figures add up.") },
    }),
    async (context) => {
      const { id: sourceId } = context.req.valid("param");
      const place = { workspaceId: context.get("workspaceId"), sourceId };
      return context.json(await completenessOf(runtime.services.database, place), 200);
    },
  );
}
