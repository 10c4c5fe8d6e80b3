import type { WebhookDelivery } from "@tributary/source";
import { readJsonPayload } from "@tributary/source/webhook";
import { z } from "zod";

/** Largest delivery read, in bytes: what Linear's own SDK accepts. */
export const DELIVERY_MAX_BYTES = 5 * 1024 * 1024;

const id = z.string().max(64).nullish().catch(undefined);

/** The parts of a payload that are read; everything else is passed over. */
const payloadSchema = z.object({
  action: z.string().max(60),
  type: z.string().max(60),
  webhookTimestamp: z.number().optional().catch(undefined),
  data: z
    .object({
      id,
      issueId: id,
      projectId: id,
      projectUpdateId: id,
      initiativeId: id,
      initiativeUpdateId: id,
      documentContentId: id,
      parentId: id,
    })
    .optional()
    .catch(undefined),
  updatedFrom: z.object({ parentId: id }).nullish().catch(undefined),
});
export type Payload = z.infer<typeof payloadSchema>;

/** A delivery's payload, or why it cannot be read. */
export function readPayload(delivery: WebhookDelivery): Payload | { readonly problem: string } {
  return readJsonPayload(delivery, { provider: "Linear", maxBytes: DELIVERY_MAX_BYTES }, payloadSchema);
}
