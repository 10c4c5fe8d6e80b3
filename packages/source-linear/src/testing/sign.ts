import { createHmac } from "node:crypto";

/** What a delivery says. */
export interface FakeDeliveryContent {
  /** `create`, `update` or `remove`. */
  readonly action: string;
  /** `Issue`, `Comment`, `Project` and so on. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly updatedFrom?: Readonly<Record<string, unknown>>;
  /** When it is sent, in milliseconds since the epoch. */
  readonly at: number;
  /** Id of the delivery, in a header nothing signs. */
  readonly delivery?: string;
}

/** A delivery as Linear sends it: HMAC-SHA256 of the raw body in hex (linear.app/developers/webhooks). */
export function signDelivery(content: FakeDeliveryContent, secret: string) {
  const { action, type, data, updatedFrom, at, delivery = "00000000-0000-4000-8000-0000000000d1" } = content;
  const payload = {
    action,
    type,
    data,
    ...(updatedFrom && { updatedFrom }),
    actor: { id: "00000000-0000-4000-8000-0000000000a1", type: "user", name: "Ada Lovelace" },
    createdAt: new Date(at).toISOString(),
    organizationId: "00000000-0000-4000-8000-0000000000b1",
    webhookId: "00000000-0000-4000-8000-0000000000c1",
    webhookTimestamp: at,
  };
  const body = new TextEncoder().encode(JSON.stringify(payload));
  return {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "linear-delivery": delivery,
      "linear-event": type,
      "linear-timestamp": String(at),
      "linear-signature": createHmac("sha256", secret).update(body).digest("hex"),
    },
    body,
  };
}
