import { createHmac } from "node:crypto";

/** A delivery of the Events API as Slack sends it. */
export interface SignedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Which attempt a delivery is; the first one has none of this (docs.slack.dev/apis/events-api, retries). */
export interface DeliveryRetry {
  readonly number: 1 | 2 | 3;
  readonly reason: "http_timeout" | "http_error" | "connection_failed" | "unknown_error";
}

/** Signs a payload with the version 0 signature; `at` in milliseconds since the epoch. */
export function signDelivery(payload: object, secret: string, at: number, retry?: DeliveryRetry): SignedDelivery {
  const body = new TextEncoder().encode(JSON.stringify(payload));
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex");
  return {
    headers: {
      "content-type": "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
      ...(retry !== undefined && {
        "x-slack-retry-num": String(retry.number),
        "x-slack-retry-reason": retry.reason,
      }),
    },
    body,
  };
}

/** The envelope of an event: `event_callback`. */
export function eventCallback(
  team: string,
  event: Readonly<Record<string, unknown>>,
  id: string,
  at: number,
): Record<string, unknown> {
  return {
    token: "deprecated-verification-token",
    team_id: team,
    api_app_id: "A0FAKE",
    event,
    type: "event_callback",
    event_id: id,
    event_time: Math.floor(at / 1_000),
    is_ext_shared_channel: false,
  };
}

/** The handshake of a new address. */
export function urlVerification(challenge: string): Record<string, unknown> {
  return { token: "deprecated-verification-token", challenge, type: "url_verification" };
}
