import { z } from "zod";

const count = z.number().int().nonnegative();

export const deliveryStateSchema = z.enum(["pending", "processed", "ignored", "failed"]);

/** A webhook delivery as the API shows it: what it carried stays inside. */
export const webhookDeliverySchema = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    kind: z.string(),
    /** The provider's own id; null where it gives none. */
    deliveryId: z.string().nullable(),
    headers: z.record(z.string(), z.string()),
    /** Size of the body, in bytes. */
    size: count,
    state: deliveryStateSchema,
    /** Why it was ignored or failed; null otherwise. */
    reason: z.string().nullable(),
    /** How often it was handed to the workflows. */
    attempts: count,
    receivedAt: z.iso.datetime(),
    settledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "WebhookDelivery" });

/** Body of `POST /v1/sources/:id/webhook-secrets`; without a secret one is made. */
export const addWebhookSecretSchema = z.object({
  secret: z
    .string()
    .min(8, "a webhook secret has at least 8 characters")
    .max(1_000)
    .regex(/^[\x21-\x7e]+$/, "a webhook secret has no spaces and no line breaks in it")
    .optional(),
});

/** A webhook secret as the API shows it: with its value only when it was made here just now or by the provider. */
export const webhookSecretSchema = z
  .object({
    id: z.string(),
    /** Whether the provider made it, so that it has to be typed in there. */
    offered: z.boolean(),
    secret: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "WebhookSecret" });
