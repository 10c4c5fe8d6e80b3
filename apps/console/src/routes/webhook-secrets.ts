import { randomBytes } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import { DatabaseError, sources, webhookSecrets } from "@tributary/database";
import { addWebhookSecretSchema, webhookSecretSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { sourceKinds } from "../sources.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

const SECRET_BYTES = 32;

/** `/v1/sources/:id/webhook-secrets`: what the provider signs the webhooks of a source with, several while one is replaced. */
export function webhookSecretRoutes(app: App, runtime: Runtime): void {
  const { database, credentials: vault } = runtime.services;
  const place = async (workspaceId: string, sourceId: string) => {
    const source = await sources.get(database, workspaceId, sourceId);
    if (!source) throw notFound("source", sourceId);
    if (!sourceKinds.get(source.kind)?.webhook) {
      throw new ApiError(422, "no-webhooks", `Sources of the kind ${source.kind} have no webhooks.`);
    }
    return { workspaceId, sourceId };
  };

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources/{id}/webhook-secrets",
      summary: "Add a webhook secret beside the others; without one in the body it is made and shown this once",
      request: {
        params: idParameter,
        body: { content: { "application/json": { schema: addWebhookSecretSchema } } },
      },
      responses: { ...errorAnswers, 201: json(webhookSecretSchema, "Added.") },
    }),
    async (context) => {
      const owner = await place(context.get("workspaceId"), context.req.valid("param").id);
      const { secret } = context.req.valid("json") ?? {};
      const made = secret ?? randomBytes(SECRET_BYTES).toString("base64url");
      try {
        const added = await webhookSecrets.add(database, vault, { ...owner, secret: made });
        return context.json({ ...added, secret: secret === undefined ? made : null }, 201);
      } catch (error) {
        if (!(error instanceof DatabaseError) || error.code !== "constraint") throw error;
        throw new ApiError(422, "too-many", error.message);
      }
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources/{id}/webhook-secrets",
      summary: "The webhook secrets of a source, without their values but for those a provider made",
      request: { params: idParameter },
      responses: { ...errorAnswers, 200: json(z.object({ secrets: z.array(webhookSecretSchema) }), "Oldest first.") },
    }),
    async (context) => {
      const owner = await place(context.get("workspaceId"), context.req.valid("param").id);
      return context.json({ secrets: await webhookSecrets.list(database, vault, owner) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "delete",
      path: "/v1/sources/{id}/webhook-secrets/{secretId}",
      summary: "Take a webhook secret back: what it signs is refused from now on",
      request: { params: idParameter.extend({ secretId: z.string().min(1).max(200) }) },
      responses: { ...errorAnswers, 200: json(z.object({ removed: z.literal(true) }), "Removed.") },
    }),
    async (context) => {
      const { id, secretId } = context.req.valid("param");
      const owner = await place(context.get("workspaceId"), id);
      if (!(await webhookSecrets.remove(database, owner, secretId))) throw notFound("webhook secret", secretId);
      return context.json({ removed: true as const }, 200);
    },
  );
}
