import type { WebhookDelivery } from "@tributary/source";
import { refusedDelivery, type SignatureScheme, verifySignature } from "@tributary/source/webhook";
import { DELIVERY_MAX_BYTES, readPayload } from "./payload.ts";

/** How far `webhookTimestamp` may be from now, in milliseconds (linear.app/developers/webhooks). */
export const WEBHOOK_MAX_AGE_MS = 60_000;

const scheme: SignatureScheme = {
  provider: "Linear",
  maxBytes: DELIVERY_MAX_BYTES,
  header: "linear-signature",
  form: /^([0-9a-f]{64})$/,
  algorithm: "sha256",
};

/**
 * Checks `Linear-Signature` over the raw body: HMAC-SHA256 in hex with one of the secrets, compared in constant time, and
 * then the time in the body, which the signature covers; the `Linear-Timestamp` header it does not. Throws SourceError
 * `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[], now: number): void {
  verifySignature(delivery, secrets, scheme);
  const payload = readPayload(delivery);
  const sentAt = "problem" in payload ? undefined : payload.webhookTimestamp;
  if (sentAt === undefined) throw refusedDelivery("Linear", "it does not say when it was sent");
  if (!(Math.abs(now - sentAt) <= WEBHOOK_MAX_AGE_MS)) throw refusedDelivery("Linear", "it was not sent just now");
}
