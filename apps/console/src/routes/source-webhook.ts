import { createRoute } from "@hono/zod-openapi";
import { sources, webhookDeliveries, webhookSecrets } from "@tributary/database";
import { sourceWebhookSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { sourceKinds } from "../sources.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `GET /v1/sources/:id/webhook`: where a provider sends the webhooks of a source, and how they arrive. */
export function sourceWebhookRoutes(app: App, runtime: Runtime): void {
  const { database, credentials: vault, outlets } = runtime.services;

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources/{id}/webhook",
      summary: "Where a provider sends the webhooks of a source, the steps to set that up, and how deliveries arrive",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        200: json(sourceWebhookSchema, "The webhook; `supported` says whether there is one."),
      },
    }),
    async (context) => {
      const { id: sourceId } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const source = await sources.get(database, workspaceId, sourceId);
      if (!source) throw notFound("source", sourceId);
      const { definition, webhook } = sourceKinds.get(source.kind) ?? {};
      const place = { workspaceId, sourceId };
      const supported = webhook !== undefined;
      const path = webhook ? `/webhooks/${source.kind}${webhook.ownAddress ? `/${sourceId}` : ""}` : null;
      const answer = {
        ...{ supported, path },
        url: (path && outlets.link(path)) ?? null,
        secrets: supported ? await webhookSecrets.list(database, vault, place) : [],
        guide: supported ? [...(definition?.about.webhook ?? [])] : [],
        deliveries: await webhookDeliveries.summary(database, place),
      };
      return context.json(answer, 200);
    },
  );
}
