import { createRoute, z } from "@hono/zod-openapi";
import { type ApiKey, apiKeys } from "@tributary/database";
import { apiKeySchema, createApiKeySchema, createdApiKeySchema, revokeApiKeySchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `/v1/keys`: the API keys of the workspace. */
export function keyRoutes(app: App, { services, localKey }: Runtime): void {
  const { database } = services;
  const localId = async () => (await apiKeys.find(database, localKey))?.id;
  const shown = (key: ApiKey, current: string, local: string | undefined) => ({
    ...{ id: key.id, name: key.name, prefix: key.prefix },
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    current: key.id === current,
    ownedByMachine: key.id === local,
  });

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/keys",
      summary: "The API keys of the workspace, revoked ones included; never the keys themselves",
      responses: { ...errorAnswers, 200: json(z.object({ keys: z.array(apiKeySchema) }), "Oldest first.") },
    }),
    async (context) => {
      const [keys, local] = await Promise.all([apiKeys.list(database, context.get("workspaceId")), localId()]);
      return context.json({ keys: keys.map((key) => shown(key, context.get("key").id, local)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/keys",
      summary: "Make an API key of the workspace; it is shown this once",
      request: { body: { required: true, content: { "application/json": { schema: createApiKeySchema } } } },
      responses: { ...errorAnswers, 201: json(createdApiKeySchema, "Made.") },
    }),
    async (context) => {
      const { name } = context.req.valid("json");
      const made = await apiKeys.create(database, { workspaceId: context.get("workspaceId"), name });
      return context.json({ id: made.id, name, key: made.key }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: "delete",
      path: "/v1/keys/{id}",
      summary: "Revoke an API key, from the next request on; the one in use only with `confirm=true`",
      request: { params: idParameter, query: revokeApiKeySchema },
      responses: { ...errorAnswers, 200: json(apiKeySchema, "Revoked.") },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const current = context.get("key").id;
      const find = async () => (await apiKeys.list(database, workspaceId)).find((key) => key.id === id);
      const [key, local] = await Promise.all([find(), localId()]);
      if (!key) throw notFound("API key", id);
      if (id === local) {
        const way = "stop the server, remove the file `local-key` from the data folder and start it: it makes another";
        throw new ApiError(409, "owned-by-machine", `The console itself uses this key. To replace it, ${way}.`);
      }
      if (id === current && !context.req.valid("query").confirm) {
        const message = "This request is signed in with this key: add `?confirm=true` to revoke it and be signed out.";
        throw new ApiError(409, "in-use", message);
      }
      await apiKeys.revoke(database, workspaceId, id);
      return context.json(shown((await find()) ?? key, current, local), 200);
    },
  );
}
