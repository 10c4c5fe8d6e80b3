import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventCallback, signDelivery, urlVerification } from "../testing/index.ts";
import { parseDelivery } from "./parse.ts";
import { verifyDelivery, WEBHOOK_MAX_AGE_MS } from "./verify.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const TEAM = "T0FAKE001";
const NOW = 1_531_420_618_000;
const delivery = signDelivery(
  eventCallback(TEAM, { type: "message", channel: "C1A", ts: "1700000000.000100" }, "Ev1", NOW),
  SECRET,
  NOW,
);

const codeOf = (run: () => void): string => {
  try {
    run();
    return "accepted";
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
};
const check = (
  headers: Readonly<Record<string, string | undefined>>,
  body = delivery.body,
  secrets = [SECRET],
  now = NOW,
) => codeOf(() => verifyDelivery({ headers, body }, secrets, now));

describe("signatures", () => {
  it("are computed as Slack's documentation computes them", () => {
    // The example of docs.slack.dev/authentication/verifying-requests-from-slack.
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const headers = {
      "X-Slack-Request-Timestamp": "1531420618",
      "X-Slack-Signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    };
    expect(check(headers, new TextEncoder().encode(body))).toBe("accepted");
  });

  it("are refused when they are forged in any way", () => {
    const { headers } = delivery;
    const signature = headers["x-slack-signature"] ?? "";
    const sign = (text: string, secret = SECRET) =>
      `v0=${createHmac("sha256", secret).update(text).update(delivery.body).digest("hex")}`;
    const forged: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
      "no headers": {},
      "no signature": { ...headers, "x-slack-signature": undefined },
      "no time": { ...headers, "x-slack-request-timestamp": undefined },
      empty: { ...headers, "x-slack-signature": "" },
      "another version": { ...headers, "x-slack-signature": signature.replace("v0", "v1") },
      "another algorithm": { ...headers, "x-slack-signature": signature.replace("v0", "sha256") },
      truncated: { ...headers, "x-slack-signature": signature.slice(0, -1) },
      "upper case": { ...headers, "x-slack-signature": signature.toUpperCase() },
      longer: { ...headers, "x-slack-signature": `${signature}00` },
      "a megabyte": { ...headers, "x-slack-signature": `v0=${"a".repeat(1_000_000)}` },
      "letters of another alphabet": { ...headers, "x-slack-signature": `v0=${"а".repeat(64)}` },
      "two at once": { ...headers, "x-slack-signature": `${signature}, ${signature}` },
      "another secret": { ...headers, "x-slack-signature": sign("v0:1531420618:", "other") },
      "the time left out": { ...headers, "x-slack-signature": sign("v0::") },
      "without its version": { ...headers, "x-slack-signature": sign("1531420618:") },
      "another time": { ...headers, "x-slack-request-timestamp": "1531420619" },
    };
    for (const [name, one] of Object.entries(forged)) expect(check(one), name).toBe("invalid-signature");
    for (const secrets of [[], [""], ["other"]])
      expect(check(headers, delivery.body, secrets)).toBe("invalid-signature");
    expect(check(headers, delivery.body, ["old", SECRET])).toBe("accepted");
    for (let index = 0; index < Math.min(256, delivery.body.length); index += 1) {
      const body = Uint8Array.from(delivery.body);
      body[index] = (body[index] ?? 0) ^ 1;
      expect(check(headers, body), `byte ${index}`).toBe("invalid-signature");
    }
  });

  it("hold for five minutes, before and after, to the second", () => {
    const at = (now: number) => check(delivery.headers, delivery.body, [SECRET], now);
    const window = WEBHOOK_MAX_AGE_MS;
    expect([-window - 1_000, -window, window, window + 1_000].map((offset) => at(NOW + offset))).toEqual([
      "invalid-signature",
      "accepted",
      "accepted",
      "invalid-signature",
    ]);
    for (const timestamp of ["0", "-1", "NaN", "", "1e9", " 1531420618", "1531420618000", "１５３１４２０６１８"]) {
      const signature = createHmac("sha256", SECRET).update(`v0:${timestamp}:`).update(delivery.body).digest("hex");
      const headers = { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${signature}` };
      expect(check(headers), timestamp).toBe("invalid-signature");
    }
  });
});

describe("deliveries", () => {
  const parse = (payload: object) =>
    parseDelivery({ headers: {}, body: new TextEncoder().encode(JSON.stringify(payload)) }, TEAM);
  const event = (fields: Record<string, unknown>) => parse(eventCallback(TEAM, fields, "Ev1", NOW));
  const hints = (...references: string[]) => ({ type: "changes", changes: { references } });
  const [ts, thread] = ["1700000000.000100", "1699999999.000200"];

  it("name what is to be read again", () => {
    const message = { type: "message", channel: "C1A" };
    expect(event({ ...message, ts })).toEqual(hints(`at:C1A:${ts}`));
    expect(event({ ...message, ts, thread_ts: thread })).toEqual(hints(`at:C1A:${thread}`));
    expect(event({ ...message, subtype: "thread_broadcast", ts, thread_ts: thread })).toEqual(
      hints(`at:C1A:${thread}`),
    );
    const changed = { ...message, subtype: "message_changed", ts: "1700000001.000000", event_ts: "1700000001.000000" };
    expect(event({ ...changed, message: { ts } })).toEqual(hints(`at:C1A:${ts}`));
    expect(event({ ...changed, message: { ts, thread_ts: thread } })).toEqual(
      hints(`at:C1A:${thread}:1700000001.000000`),
    );
    const deleted = { ...message, subtype: "message_deleted", deleted_ts: ts, ts: "1700000001.000000" };
    expect(event({ ...deleted, previous_message: { ts } })).toEqual(hints(`at:C1A:${ts}`));
    expect(event({ ...deleted, previous_message: { ts, thread_ts: thread } })).toEqual(hints(`at:C1A:${thread}`));
    expect(event({ type: "channel_rename", channel: { id: "C1A", name: "new" } })).toEqual(hints("channel:C1A"));
    expect(event({ type: "channel_deleted", channel: "C1A" })).toEqual(hints("everything"));
    expect(parse({ type: "app_rate_limited", team_id: TEAM, minute_rate_limited: 1 })).toEqual(hints("everything"));
  });

  it("are answered or ignored otherwise", () => {
    expect(parse(urlVerification("<script>"))).toEqual({
      type: "challenge",
      body: "<script>",
      contentType: "text/plain",
    });
    const others = [
      eventCallback("T0OTHER01", { type: "message", channel: "C1A", ts }, "Ev1", NOW),
      eventCallback(TEAM, { type: "message", channel: "../etc", ts }, "Ev1", NOW),
      eventCallback(TEAM, { type: "message", channel: "C1A", ts: "now" }, "Ev1", NOW),
      eventCallback(TEAM, { type: "reaction_added" }, "Ev1", NOW),
      { type: "url_verification" },
      { type: "event_callback" },
      JSON.parse('{"type":"event_callback","event":{"type":"__proto__","channel":{"id":{}}}}'),
    ];
    for (const other of others) expect(parse(other).type).toBe("ignored");
    for (const text of ["[".repeat(1_000_000), "\ud800", '{"type":1}', "\ufeff{}"]) {
      const body = new TextEncoder().encode(text);
      expect(parseDelivery({ headers: {}, body }, TEAM).type).toBe("ignored");
    }
  });
});
