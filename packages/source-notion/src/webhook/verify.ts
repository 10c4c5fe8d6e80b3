import { createHmac, timingSafeEqual } from "node:crypto";
import { SourceError, type WebhookDelivery } from "@tributary/source";
import { DELIVERY_MAX_BYTES } from "./payload.ts";

/**
 * Checks `X-Notion-Signature` over the raw body: `sha256=` and the HMAC-SHA256 in hex with one of the secrets, which are
 * the subscription's verification tokens, compared in constant time (developers.notion.com/reference/webhooks). Notion
 * signs the time of the event, not of the delivery, and tries for a day: the `id` in the body is what tells a replay.
 * Throws SourceError `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[]): void {
  if (delivery.body.byteLength > DELIVERY_MAX_BYTES) throw refused("it is larger than any Notion sends");
  const signature = headerOf(delivery, "x-notion-signature");
  if (signature === undefined) throw refused("it is not signed");
  const [, hex] = /^sha256=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (hex === undefined) throw refused("its signature has another form");
  const given = Buffer.from(hex, "hex");
  let matches = false;
  // Every secret is tried, so that the time taken does not tell which one it was.
  for (const secret of secrets) {
    if (secret === "") continue;
    const expected = createHmac("sha256", secret).update(delivery.body).digest();
    if (timingSafeEqual(expected, given)) matches = true;
  }
  if (!matches) throw refused("none of the secrets signed it");
}

/** A header of a delivery, however its name is written. */
function headerOf({ headers }: WebhookDelivery, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function refused(why: string): SourceError {
  return new SourceError("invalid-signature", `A Notion delivery was refused: ${why}.`);
}
