import type { WebhookDelivery } from "@tributary/source";
import { readJsonPayload } from "@tributary/source/webhook";
import { z } from "zod";
import { timestampSchema } from "../api/message.ts";

/** Largest delivery read, in bytes: a message with its blocks twice, before and after an edit, is far smaller. */
export const DELIVERY_MAX_BYTES = 4 * 1024 * 1024;

const time = timestampSchema.optional().catch(undefined);
const name = z.string().max(100).optional().catch(undefined);
const innerSchema = z.object({ ts: time, thread_ts: time }).optional().catch(undefined);

/** The parts of a delivery that are read (docs.slack.dev/apis/events-api); everything else is passed over. */
const payloadSchema = z.object({
  type: z.string().max(100),
  team_id: name,
  challenge: z.string().max(1_000).optional().catch(undefined),
  event: z
    .object({
      type: z.string().max(100),
      subtype: name,
      channel: z
        .union([z.string().max(30), z.object({ id: z.string().max(30) }).transform(({ id }) => id)])
        .optional()
        .catch(undefined),
      ts: time,
      event_ts: time,
      thread_ts: time,
      deleted_ts: time,
      message: innerSchema,
      previous_message: innerSchema,
    })
    .optional()
    .catch(undefined),
});
export type Payload = z.infer<typeof payloadSchema>;
export type PayloadEvent = NonNullable<Payload["event"]>;

/** A delivery's payload, or why it cannot be read. */
export function readPayload(delivery: WebhookDelivery): Payload | { readonly problem: string } {
  return readJsonPayload(delivery, { provider: "Slack", maxBytes: DELIVERY_MAX_BYTES }, payloadSchema);
}
