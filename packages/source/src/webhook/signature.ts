import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookDelivery } from "../contract.ts";
import { SourceError } from "../error.ts";
import { type DeliveryOrigin, headerOf } from "./delivery.ts";

/** How a provider signs the raw body of its deliveries. */
export interface SignatureScheme extends DeliveryOrigin {
  /** Header the signature is in; lower case. */
  readonly header: string;
  /** Form of that header from beginning to end; its first group is the signature in hex: `/^sha256=([0-9a-f]{64})$/`. */
  readonly form: RegExp;
  readonly algorithm: "sha1" | "sha256";
}

/**
 * Checks that one of the secrets signed the raw body with an HMAC. Throws SourceError `invalid-signature` otherwise, and for a
 * delivery that is too large. When it was sent is for the caller to check, where the signature covers that.
 */
export function verifySignature(delivery: WebhookDelivery, secrets: readonly string[], scheme: SignatureScheme): void {
  const { provider, maxBytes, header, form, algorithm } = scheme;
  if (delivery.body.byteLength > maxBytes) throw refusedDelivery(provider, `it is larger than any ${provider} sends`);
  const signature = headerOf(delivery, header);
  if (signature === undefined) throw refusedDelivery(provider, "it is not signed");
  const hex = form.exec(signature)?.[1];
  if (hex === undefined) throw refusedDelivery(provider, "its signature has another form");
  if (!isSignedByOne(secrets, algorithm, hex, delivery.body)) {
    throw refusedDelivery(provider, "none of the secrets signed it");
  }
}

/**
 * Whether a signature in hex is the HMAC of what is signed, part after part, with one of the secrets. An empty secret signs
 * nothing. Compared in constant time, with every secret.
 */
export function isSignedByOne(
  secrets: readonly string[],
  algorithm: SignatureScheme["algorithm"],
  hex: string,
  ...signed: readonly (string | Uint8Array)[]
): boolean {
  const given = Buffer.from(hex, "hex");
  let matches = false;
  // Every secret is tried, so that the time taken does not tell which one it was.
  for (const secret of secrets) {
    if (secret === "") continue;
    const hmac = createHmac(algorithm, secret);
    for (const part of signed) hmac.update(part);
    const expected = hmac.digest();
    if (expected.length === given.length && timingSafeEqual(expected, given)) matches = true;
  }
  return matches;
}

/** The `invalid-signature` of a delivery that was refused, and why: `it is not signed`. */
export function refusedDelivery(provider: string, why: string): SourceError {
  return new SourceError("invalid-signature", `A ${provider} delivery was refused: ${why}.`);
}
