import { createRoute } from "@hono/zod-openapi";
import { workflowsHealthSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { errorAnswers, json } from "./answers.ts";

/** What of the embedded engine's own API can be read through the console: its `/v1/<one of these>`. */
const READABLE = /^(runs|events|queue|functions)(\/[^/]+)*$/;

/**
 * `GET /v1/workflows`: how the workflows are doing. Below it, the embedded engine's runs, events, queue and functions, as
 * the engine answers them: of all workspaces, and so only for the one of this machine's owner.
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
  app.get("/v1/workflows/*", async (context) => {
    if (context.get("workspaceId") !== DEFAULT_WORKSPACE.id) {
      throw new ApiError(404, "not-found", "Only the workspace of this machine's owner can look into the engine.");
    }
    const url = new URL(context.req.url);
    const path = url.pathname.slice("/v1/workflows/".length);
    if (!READABLE.test(path)) {
      throw new ApiError(404, "not-found", "Below /v1/workflows there are runs, events, queue and functions.");
    }
    const { request } = runtime.workflows;
    if (!request) {
      throw new ApiError(404, "not-found", "An Inngest server runs the workflows: look at them in its own dashboard.");
    }
    let answer: Response;
    try {
      answer = await request(`/v1/${path}${url.search}`);
    } catch (error) {
      runtime.services.logger.error({ error }, "the workflow engine did not answer");
      throw new ApiError(503, "unavailable", "The workflow engine cannot be reached at the moment: try again.");
    }
    if (answer.ok) return new Response(answer.body, { headers: { "content-type": "application/json" } });
    const { error } = (await answer.json()) as { error?: string };
    throw answer.status === 404
      ? new ApiError(404, "not-found", error ?? "There is no such thing.")
      : new ApiError(400, "invalid-request", error ?? "The request cannot be answered.");
  });
}
