import type { WebhookDelivery } from "@tributary/source";
import { type SignatureScheme, verifySignature } from "@tributary/source/webhook";
import { DELIVERY_MAX_BYTES } from "./payload.ts";

const scheme: SignatureScheme = {
  provider: "Vercel",
  maxBytes: DELIVERY_MAX_BYTES,
  header: "x-vercel-signature",
  form: /^([0-9a-f]{40})$/,
  algorithm: "sha1",
};

/**
 * Checks `x-vercel-signature` over the raw body: HMAC-SHA1 in hex with one of the secrets, compared in constant time
 * (vercel.com/docs/webhooks/webhooks-api). The secret is a webhook's own, or an integration's client secret. Vercel signs
 * no time: the `id` in the body is what tells a replay. Throws SourceError `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[]): void {
  verifySignature(delivery, secrets, scheme);
}
