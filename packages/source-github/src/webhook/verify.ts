import { createHmac, timingSafeEqual } from "node:crypto";
import { SourceError, type WebhookDelivery } from "@tributary/source";

/**
 * Largest delivery, in bytes: GitHub caps payloads at 25 MB and does not send larger ones at all
 * (docs.github.com/webhooks/webhook-events-and-payloads).
 */
export const DELIVERY_MAX_BYTES = 25 * 1024 * 1024;

/**
 * Checks `X-Hub-Signature-256` over the raw body: HMAC-SHA256 with one of the secrets, compared in constant time. GitHub signs
 * no time: the host drops what it has seen before, by delivery id and by body. Throws SourceError `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[]): void {
  const signature = headerOf(delivery, "x-hub-signature-256");
  if (delivery.body.byteLength > DELIVERY_MAX_BYTES) throw refused("it is larger than any GitHub sends");
  const hex = /^sha256=([0-9a-f]{64})$/.exec(signature ?? "")?.[1];
  if (hex === undefined) throw refused(signature === undefined ? "it is not signed" : "its signature has another form");
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
export function headerOf({ headers }: WebhookDelivery, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function refused(why: string): SourceError {
  return new SourceError("invalid-signature", `A GitHub delivery was refused: ${why}.`);
}
