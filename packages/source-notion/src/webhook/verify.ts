import type { WebhookDelivery } from "@tributary/source";
import { type SignatureScheme, verifySignature } from "@tributary/source/webhook";
import { DELIVERY_MAX_BYTES } from "./payload.ts";

const scheme: SignatureScheme = {
  provider: "Notion",
  maxBytes: DELIVERY_MAX_BYTES,
  header: "x-notion-signature",
  form: /^sha256=([0-9a-f]{64})$/,
  algorithm: "sha256",
};

/**
 * Checks `X-Notion-Signature` over the raw body: `sha256=` and the HMAC-SHA256 in hex with one of the secrets, which are
 * the subscription's verification tokens, compared in constant time (developers.notion.com/reference/webhooks). Notion
 * signs the time of the event, not of the delivery, and tries for a day: the `id` in the body is what tells a replay.
 * Throws SourceError `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[]): void {
  verifySignature(delivery, secrets, scheme);
}
