import type { WebhookDelivery } from "@tributary/source";
import { type SignatureScheme, verifySignature } from "@tributary/source/webhook";

/**
 * Largest delivery, in bytes: GitHub caps payloads at 25 MB and does not send larger ones at all
 * (docs.github.com/webhooks/webhook-events-and-payloads).
 */
export const DELIVERY_MAX_BYTES = 25 * 1024 * 1024;

const scheme: SignatureScheme = {
  provider: "GitHub",
  maxBytes: DELIVERY_MAX_BYTES,
  header: "x-hub-signature-256",
  form: /^sha256=([0-9a-f]{64})$/,
  algorithm: "sha256",
};

/**
 * Checks `X-Hub-Signature-256` over the raw body: HMAC-SHA256 with one of the secrets, compared in constant time. GitHub signs
 * no time: the host drops what it has seen before, by delivery id and by body. Throws SourceError `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[]): void {
  verifySignature(delivery, secrets, scheme);
}
