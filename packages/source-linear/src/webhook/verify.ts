import { createHmac, timingSafeEqual } from "node:crypto";
import { SourceError, type WebhookDelivery } from "@tributary/source";
import { DELIVERY_MAX_BYTES, readPayload } from "./payload.ts";

/** How far `webhookTimestamp` may be from now, in milliseconds (linear.app/developers/webhooks). */
export const WEBHOOK_MAX_AGE_MS = 60_000;

/**
 * Checks `Linear-Signature` over the raw body: HMAC-SHA256 in hex with one of the secrets, compared in constant time, and
 * then the time in the body, which the signature covers; the `Linear-Timestamp` header it does not. Throws SourceError
 * `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[], now: number): void {
  if (delivery.body.byteLength > DELIVERY_MAX_BYTES) throw refused("it is larger than any Linear sends");
  const signature = headerOf(delivery, "linear-signature");
  if (signature === undefined) throw refused("it is not signed");
  if (!/^[0-9a-f]{64}$/.test(signature)) throw refused("its signature has another form");
  const given = Buffer.from(signature, "hex");
  let matches = false;
  // Every secret is tried, so that the time taken does not tell which one it was.
  for (const secret of secrets) {
    if (secret === "") continue;
    const expected = createHmac("sha256", secret).update(delivery.body).digest();
    if (timingSafeEqual(expected, given)) matches = true;
  }
  if (!matches) throw refused("none of the secrets signed it");
  const payload = readPayload(delivery);
  const sentAt = "problem" in payload ? undefined : payload.webhookTimestamp;
  if (sentAt === undefined) throw refused("it does not say when it was sent");
  if (!(Math.abs(now - sentAt) <= WEBHOOK_MAX_AGE_MS)) throw refused("it was not sent just now");
}

/** A header of a delivery, however its name is written. */
function headerOf({ headers }: WebhookDelivery, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function refused(why: string): SourceError {
  return new SourceError("invalid-signature", `A Linear delivery was refused: ${why}.`);
}
