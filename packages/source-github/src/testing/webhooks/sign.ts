import { createHmac, randomUUID } from "node:crypto";

/** What a delivery is made from; everything can be set, to forge one. */
export interface DeliveryInput {
  /** The value of X-GitHub-Event. */
  readonly event: string;
  /** An object is written as JSON; bytes and texts are sent as they are. */
  readonly payload: object | string | Uint8Array;
  /** Without one the delivery has no signature. */
  readonly secret?: string;
  /** The value of X-GitHub-Delivery; a new one when absent. */
  readonly guid?: string;
  readonly contentType?: string;
  readonly hookId?: number;
  /** Headers that replace the ones made here. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A delivery ready to post: lower-case headers and the raw bytes the signature covers. */
export interface SignedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Makes a delivery as GitHub sends it, signed with the secret. */
export function signDelivery(input: DeliveryInput): SignedDelivery {
  const { payload, secret } = input;
  const raw = typeof payload === "string" || payload instanceof Uint8Array ? payload : JSON.stringify(payload);
  const body = Buffer.from(raw as string);
  const mac = (hash: string) =>
    createHmac(hash, secret ?? "")
      .update(body)
      .digest("hex");
  const headers: Record<string, string> = {
    accept: "*/*",
    "content-type": input.contentType ?? "application/json",
    "user-agent": "GitHub-Hookshot/fake",
    "x-github-delivery": input.guid ?? randomUUID(),
    "x-github-event": input.event,
    "x-github-hook-id": String(input.hookId ?? 1),
    ...(secret !== undefined && {
      "x-hub-signature": `sha1=${mac("sha1")}`,
      "x-hub-signature-256": `sha256=${mac("sha256")}`,
    }),
    ...input.headers,
  };
  return { headers, body };
}
