import { createHmac } from "node:crypto";

/** What a delivery says. */
export interface FakeDeliveryContent {
  /** `page.content_updated`, `comment.created` and so on. */
  readonly type: string;
  readonly entity: { readonly id: string; readonly type: string };
  readonly data?: Readonly<Record<string, unknown>>;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
  /** Id of the event, which is signed with the rest of the body. */
  readonly id?: string;
}

/** A delivery as Notion sends it: HMAC-SHA256 of the raw body in hex (developers.notion.com/reference/webhooks). */
export function signDelivery(
  { type, entity, data = {}, at, id = "367cba44-b6f3-4c92-81e7-6a2e9659efd4" }: FakeDeliveryContent,
  secret: string,
) {
  return signBody(
    {
      id,
      timestamp: new Date(at).toISOString(),
      workspace_id: "13950b26-c203-4f3b-b97d-93ec06319565",
      workspace_name: "Acme",
      subscription_id: "29d75c0d-5546-4414-8459-7b7a92f1fc4b",
      integration_id: "0ef2e755-4912-8096-91c1-00376a88a5ca",
      type,
      authors: [],
      accessible_by: [],
      attempt_number: 1,
      api_version: "2026-03-11",
      entity,
      data,
    },
    secret,
  );
}

/** The first delivery of a subscription: its secret, unsigned (developers.notion.com/reference/webhooks, verification). */
export function handshakeDelivery(secret: string) {
  return {
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode(JSON.stringify({ verification_token: secret })),
  };
}

function signBody(content: object, secret: string) {
  const body = new TextEncoder().encode(JSON.stringify(content));
  return {
    headers: {
      "content-type": "application/json",
      "x-notion-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
    body,
  };
}
