import { createRoute } from "@hono/zod-openapi";
import { sources } from "@tributary/database";
import { triggerDeploy, vercelSourceConfigSchema } from "@tributary/source-vercel";
import { triggerDeploySchema, triggeredDeploySchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `POST /v1/sources/:id/deployments`: starts a deployment at the provider. */
export function deploymentRoutes(app: App, runtime: Runtime): void {
  const { database, logger } = runtime.services;

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources/{id}/deployments",
      summary: "Start a deployment through a deploy hook of a Vercel project; the hook is not kept",
      request: {
        params: idParameter,
        body: { required: true, content: { "application/json": { schema: triggerDeploySchema } } },
      },
      responses: { ...errorAnswers, 202: json(triggeredDeploySchema, "Accepted by Vercel.") },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const { id: sourceId } = context.req.valid("param");
      const source = await sources.get(database, workspaceId, sourceId);
      if (!source) throw notFound("source", sourceId);
      const config = vercelSourceConfigSchema.safeParse(source.config);
      if (source.kind !== "vercel" || !config.success) {
        throw new ApiError(422, "no-deployments", `Sources of the kind ${source.kind} have no deployments to start.`);
      }
      const { hookUrl, branch, buildEnv, buildCache } = context.req.valid("json");
      const triggered = await triggerDeploy({
        hookUrl,
        ...(config.data.apiUrl !== undefined && { apiUrl: config.data.apiUrl }),
        ...(branch !== undefined && { branch }),
        ...(buildEnv !== undefined && { buildEnv }),
        ...(buildCache !== undefined && { buildCache }),
      });
      const data = { workspaceId, sourceId, jobId: triggered.jobId, ...(branch !== undefined && { branch }) };
      try {
        await runtime.workflows.inngest.send({ name: "vercel/deployment.triggered", data });
      } catch (error) {
        // It is under way, and asking again would be a second one.
        logger.warn({ error, sourceId }, "observers could not be told of a deployment that was started");
      }
      return context.json(triggered, 202);
    },
  );
}
