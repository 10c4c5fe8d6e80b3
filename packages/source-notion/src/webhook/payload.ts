import type { WebhookDelivery } from "@tributary/source";
import { readJsonPayload } from "@tributary/source/webhook";
import { z } from "zod";

/** Largest delivery read, in bytes: they carry ids and types, a kilobyte or so. */
export const DELIVERY_MAX_BYTES = 1024 * 1024;

const idSchema = z.string().max(80).optional().catch(undefined);

/** The parts of a payload that are read; everything else is passed over (developers.notion.com/reference/webhooks-events-delivery). */
const payloadSchema = z.object({
  type: z.string().max(80).optional().catch(undefined),
  timestamp: z.string().max(40).optional().catch(undefined),
  verification_token: z.unknown().optional(),
  entity: z.object({ id: idSchema, type: idSchema }).optional().catch(undefined),
  data: z
    .object({ page_id: idSchema, parent: z.object({ id: idSchema, type: idSchema }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type Payload = z.infer<typeof payloadSchema>;

/** A delivery's payload, or why it cannot be read. */
export function readPayload(delivery: WebhookDelivery): Payload | { readonly problem: string } {
  return readJsonPayload(delivery, { provider: "Notion", maxBytes: DELIVERY_MAX_BYTES }, payloadSchema);
}
