import { createRoute } from "@hono/zod-openapi";
import { workflowsHealthSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { askEngine, requireOwner } from "../workflow-runs/engine.ts";
import { errorAnswers, json } from "./answers.ts";

/**
 * `GET /v1/workflows`: how the workflows are doing. Below it, the embedded engine's events and queue, as the engine answers
 * them: of all workspaces, and so only for the one of this machine's owner.
 */
export function workflowRoutes(app: App, runtime: Runtime): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/workflows",
      summary: "Who runs the workflows, and how they are doing",
      responses: { ...errorAnswers, 200: json(workflowsHealthSchema, "Their health.") },
    }),
    async (context) => context.json(await runtime.workflows.health(), 200),
  );

  app.on("GET", ["/v1/workflows/events/*", "/v1/workflows/queue/*"], async (context) => {
    requireOwner(context.get("workspaceId"));
    const { pathname, search } = new URL(context.req.url);
    const answer = await askEngine(runtime, `/v1/${pathname.slice("/v1/workflows/".length)}${search}`);
    return new Response(answer.body, { headers: { "content-type": "application/json" } });
  });
}
