import type { WebhookDelivery } from "@tributary/source";
import { headerOf, isSignedByOne, refusedDelivery } from "@tributary/source/webhook";
import { DELIVERY_MAX_BYTES } from "./payload.ts";

/** How far `X-Slack-Request-Timestamp` may be from now, in milliseconds (docs.slack.dev/authentication/verifying-requests-from-slack). */
export const WEBHOOK_MAX_AGE_MS = 300_000;

const refused = (why: string) => refusedDelivery("Slack", why);

/**
 * Checks `X-Slack-Signature`: `v0=` and the HMAC-SHA256 in hex of `v0:<timestamp>:<raw body>` with one of the signing
 * secrets, compared in constant time, and that the signed time is neither long past nor to come. Throws SourceError
 * `invalid-signature`.
 */
export function verifyDelivery(delivery: WebhookDelivery, secrets: readonly string[], now: number): void {
  if (delivery.body.byteLength > DELIVERY_MAX_BYTES) throw refused("it is larger than any Slack sends");
  const signature = headerOf(delivery, "x-slack-signature");
  const timestamp = headerOf(delivery, "x-slack-request-timestamp");
  if (signature === undefined || timestamp === undefined) throw refused("it is not signed");
  const [, hex] = /^v0=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (hex === undefined) throw refused("its signature has another form");
  if (!/^\d{1,12}$/.test(timestamp)) throw refused("it does not say when it was sent");
  if (!isSignedByOne(secrets, "sha256", hex, `v0:${timestamp}:`, delivery.body)) {
    throw refused("none of the secrets signed it");
  }
  if (!(Math.abs(now - Number(timestamp) * 1_000) <= WEBHOOK_MAX_AGE_MS)) throw refused("it was not sent just now");
}
