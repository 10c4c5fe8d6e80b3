import type { Context } from "hono";
import type { App } from "../app.ts";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { sourceKinds } from "../sources.ts";
import { createDeliveryKeeper, createHandOver } from "../webhooks/keep-deliveries.ts";
import { createBodyReader } from "../webhooks/read-body.ts";
import { receiveDelivery } from "../webhooks/receive-delivery.ts";

const busy = "Too much is being delivered at the moment: send it again.";

/**
 * `POST /webhooks/:kind` and `POST /webhooks/:kind/:sourceId`: takes the deliveries of providers, which sign them instead of
 * showing an API key. A delivery is kept before it is answered and worked on afterwards.
 */
export function webhookRoutes(app: App, runtime: Runtime): void {
  const { services } = runtime;
  const readBody = createBodyReader();
  const keep = createDeliveryKeeper(services.database);
  const handOver = createHandOver(runtime);
  const receive = async (context: Context): Promise<Response> => {
    const { kind = "", sourceId } = context.req.param();
    const settings = sourceKinds.get(kind)?.webhook;
    if (!settings) throw new ApiError(404, "not-found", "No webhooks are taken here.");
    const mediaType = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
    if (!settings.contentTypes.includes(mediaType)) {
      throw new ApiError(415, "unsupported-type", `Send ${settings.contentTypes.join(" or ")}.`);
    }
    const read = await readBody(context.req.raw, settings.maxBytes);
    if ("refused" in read) {
      throw read.refused === "busy"
        ? new ApiError(503, "unavailable", busy)
        : new ApiError(413, "too-large", `A delivery has at most ${settings.maxBytes} bytes.`);
    }
    const delivery = { headers: context.req.header(), body: read.body };
    const reception = await receiveDelivery(services, { kind, sourceId, settings, delivery, keep });
    if (reception.type === "unknown-source") throw new ApiError(404, "not-found", "No webhooks are taken here.");
    if (reception.type === "unsigned") throw new ApiError(401, "unauthorized", "The delivery was refused.");
    if (reception.type === "busy") throw new ApiError(503, "unavailable", busy);
    if (reception.type === "answered") {
      return context.body(reception.body, 200, { "content-type": reception.contentType });
    }
    for (const kept of reception.deliveries) {
      // What the engine does not take now, the sweep hands over later: the delivery is kept.
      if (kept.state === "pending") void handOver({ ...kept, kind });
    }
    const isNew = reception.deliveries.some(({ created }) => created);
    return context.json({ received: isNew }, isNew ? 202 : 200);
  };
  // Whatever the API changes, of sources and their secrets, holds for the next delivery.
  app.use("/v1/*", async (context, next) => {
    await next();
    if (context.req.method !== "GET") services.webhooks.forget();
  });
  app.post("/webhooks/:kind", receive);
  app.post("/webhooks/:kind/:sourceId", receive);
}
