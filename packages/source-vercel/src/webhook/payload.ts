import type { WebhookDelivery } from "@tributary/source";
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
export function readPayload({ body }: WebhookDelivery): Payload | { readonly problem: string } {
  if (body.byteLength > DELIVERY_MAX_BYTES) return { problem: "It is larger than any Vercel sends." };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return { problem: "It is no JSON." };
  }
  const parsed = payloadSchema.safeParse(value);
  return parsed.success ? parsed.data : { problem: "It is not as documented." };
}
