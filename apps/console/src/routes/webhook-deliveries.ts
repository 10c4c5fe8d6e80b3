import { createRoute, z } from "@hono/zod-openapi";
import { webhookDeliveries } from "@tributary/database";
import { deliveryStateSchema, webhookDeliverySchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { sendDeliveries } from "../webhooks/send-delivery.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `/v1/webhooks/deliveries`: what providers sent, what became of it, and the means to have it worked on again. */
export function webhookDeliveryRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/webhooks/deliveries",
      summary: "The newest webhook deliveries first, without what they carried",
      request: {
        query: z.object({
          sourceId: z.string().optional(),
          state: deliveryStateSchema.optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
      },
      responses: {
        ...errorAnswers,
        200: json(z.object({ deliveries: z.array(webhookDeliverySchema) }), "The deliveries."),
      },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const found = await webhookDeliveries.list(database, { workspaceId, ...context.req.valid("query") });
      return context.json({ deliveries: found.map((delivery) => webhookDeliverySchema.parse(delivery)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/webhooks/deliveries/{id}/replay",
      summary: "Have a delivery worked on again: what it names is read again as it is now",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        202: json(z.object({ id: z.string(), attempts: z.number().int() }), "Handed over."),
      },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const reopened = await webhookDeliveries.reopen(database, { workspaceId, id });
      if (!reopened) throw notFound("delivery", id);
      if (!(await sendDeliveries(runtime, [{ workspaceId, id, ...reopened }]))) {
        throw new ApiError(
          503,
          "unavailable",
          "The workflow engine cannot be reached: the delivery is worked on later.",
        );
      }
      return context.json({ id, attempts: reopened.attempts }, 202);
    },
  );
}
