import type { WebhookDelivery } from "@tributary/source";
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
export function readPayload({ body }: WebhookDelivery): Payload | { readonly problem: string } {
  if (body.byteLength > DELIVERY_MAX_BYTES) return { problem: "It is larger than any Linear sends." };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return { problem: "It is no JSON." };
  }
  const parsed = payloadSchema.safeParse(value);
  return parsed.success ? parsed.data : { problem: "It is not as documented." };
}
