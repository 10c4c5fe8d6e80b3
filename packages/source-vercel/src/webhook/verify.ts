import { createHmac, timingSafeEqual } from "node:crypto";
import { SourceError, type WebhookDelivery } from "@tributary/source";
import { DELIVERY_MAX_BYTES } from "./payload.ts";

/**
 * Checks `x-vercel-signature` over the raw body: HMAC-SHA1 in hex with one of the secrets, compared in constant time
 * (vercel.com/docs/webhooks/webhooks-api). The secret is a webhook's own, or an integration's client secret. Vercel signs
 * no time: the `id` in the body is what tells a replay. Throws SourceError `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[]): void {
  if (delivery.body.byteLength > DELIVERY_MAX_BYTES) throw refused("it is larger than any Vercel sends");
  const signature = headerOf(delivery, "x-vercel-signature");
  if (signature === undefined) throw refused("it is not signed");
  if (!/^[0-9a-f]{40}$/.test(signature)) throw refused("its signature has another form");
  const given = Buffer.from(signature, "hex");
  let matches = false;
  // Every secret is tried, so that the time taken does not tell which one it was.
  for (const secret of secrets) {
    if (secret === "") continue;
    const expected = createHmac("sha1", secret).update(delivery.body).digest();
    if (timingSafeEqual(expected, given)) matches = true;
  }
  if (!matches) throw refused("none of the secrets signed it");
}

/** A header of a delivery, however its name is written. */
function headerOf({ headers }: WebhookDelivery, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function refused(why: string): SourceError {
  return new SourceError("invalid-signature", `A Vercel delivery was refused: ${why}.`);
}
