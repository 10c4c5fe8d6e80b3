import type { WebhookDelivery } from "@tributary/source";
import { readJsonPayload } from "@tributary/source/webhook";
import { z } from "zod";

/** Largest delivery read, in bytes: they carry a deployment's or a project's main fields, a few kilobytes. */
export const DELIVERY_MAX_BYTES = 1024 * 1024;

const idSchema = z.string().max(80).nullish().catch(undefined);
const thingSchema = z.object({ id: idSchema }).nullish().catch(undefined);

/** The parts of a payload that are read; everything else is passed over (vercel.com/docs/webhooks/webhooks-api). */
const payloadSchema = z.object({
  type: z.string().max(80),
  payload: z
    .object({ deployment: thingSchema, project: thingSchema, projectId: idSchema, deploymentId: idSchema })
    .optional()
    .catch(undefined),
});
export type Payload = z.infer<typeof payloadSchema>;

/** A delivery's payload, or why it cannot be read. */
export function readPayload(delivery: WebhookDelivery): Payload | { readonly problem: string } {
  return readJsonPayload(delivery, { provider: "Vercel", maxBytes: DELIVERY_MAX_BYTES }, payloadSchema);
}
