import { createHmac } from "node:crypto";

/** What a delivery says. */
export interface FakeDeliveryContent {
  /** `deployment.succeeded`, `project.removed` and so on. */
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
  /** Id of the event, which is signed with the rest of the body. */
  readonly id?: string;
}

/** A delivery as Vercel sends it: HMAC-SHA1 of the raw body in hex (vercel.com/docs/webhooks/webhooks-api). */
export function signDelivery({ type, payload, at, id = "evt_00000001" }: FakeDeliveryContent, secret: string) {
  const body = new TextEncoder().encode(JSON.stringify({ id, type, createdAt: at, region: "iad1", payload }));
  return {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-vercel-signature": createHmac("sha1", secret).update(body).digest("hex"),
    },
    body,
  };
}
