import { createHmac, timingSafeEqual } from "node:crypto";
import type { SourceWebhook, WebhookDelivery } from "@tributary/source";
import { SourceError } from "@tributary/source";
import { z } from "zod";

/** Age past which a delivery to a memory source counts as a replay, in milliseconds. */
export const MEMORY_WEBHOOK_MAX_AGE_MS = 300_000;

const TIME_HEADER = "x-memory-time";
const SIGNATURE_HEADER = "x-memory-signature";

const bodySchema = z.union([z.object({ changed: z.array(z.string()) }), z.object({ challenge: z.string() })]);

/** A delivery as the memory source's webhook takes it. */
export function signMemoryDelivery(body: unknown, secret: string, now: number): WebhookDelivery {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const time = String(now);
  return { headers: { [TIME_HEADER]: time, [SIGNATURE_HEADER]: sign(bytes, time, secret) }, body: bytes };
}

/** The memory source's webhook: an HMAC over time and body, as Slack and GitHub sign theirs. */
export const memoryWebhook: SourceWebhook = {
  async verify({ headers, body }, secrets, now) {
    const time = headers[TIME_HEADER] ?? "";
    const signature = Buffer.from(headers[SIGNATURE_HEADER] ?? "");
    // An empty secret would let anybody sign.
    const signed = secrets.some((secret) => secret !== "" && equal(signature, Buffer.from(sign(body, time, secret))));
    const fresh = Math.abs(now - Number(time)) <= MEMORY_WEBHOOK_MAX_AGE_MS;
    if (!signed || !fresh) {
      throw new SourceError(
        "invalid-signature",
        "The delivery's signature is wrong or too old: check the webhook secret.",
      );
    }
  },

  parse({ body }) {
    const parsed = bodySchema.safeParse(parseJson(body));
    if (!parsed.success) return { type: "ignored", reason: "Neither a challenge nor a list of changes." };
    if ("challenge" in parsed.data) {
      return { type: "challenge", body: parsed.data.challenge, contentType: "text/plain" };
    }
    return { type: "changes", changes: { references: parsed.data.changed } };
  },
};

function sign(body: Uint8Array, time: string, secret: string): string {
  return createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex");
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
