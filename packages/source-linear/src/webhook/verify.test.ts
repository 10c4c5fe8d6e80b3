import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signDelivery } from "../testing/sign.ts";
import { verifyDelivery, WEBHOOK_MAX_AGE_MS } from "./verify.ts";

const SECRET = "webhook-secret-1";
const AT = Date.UTC(2026, 0, 5, 12);
const content = { action: "update", type: "Issue", data: { id: "i-1" }, at: AT };
const delivery = signDelivery(content, SECRET);
const signature = delivery.headers["linear-signature"];

const verify = (changed: Partial<typeof delivery>, secrets = [SECRET], now = AT) =>
  verifyDelivery({ ...delivery, ...changed }, secrets, now);
const withSignature = (value: string) => ({ headers: { ...delivery.headers, "linear-signature": value } });
const refusal = expect.objectContaining({ code: "invalid-signature" });

describe("verifyDelivery", () => {
  it("accepts what a secret signed, the old one and the new one, whatever the header's case", () => {
    verify({});
    verify({}, ["new-secret", SECRET]);
    verifyDelivery({ headers: { "Linear-Signature": signature }, body: delivery.body }, [SECRET], AT);
  });

  it.each([
    ["empty", ""],
    ["cut short", signature.slice(0, 40)],
    ["in capitals", signature.toUpperCase()],
    ["with a prefix", `sha256=${signature}`],
    ["followed by more", `${signature}0`],
    ["with a space", ` ${signature}`],
    ["several", `${signature},${signature}`],
    ["of other letters", "é".repeat(64)],
    ["of a megabyte", "a".repeat(1024 * 1024)],
    ["of another body", createHmac("sha256", SECRET).update("{}").digest("hex")],
    ["of another secret", createHmac("sha256", "other").update(delivery.body).digest("hex")],
    ["by SHA-1", createHmac("sha1", SECRET).update(delivery.body).digest("hex")],
    ["in base64", createHmac("sha256", SECRET).update(delivery.body).digest("base64")],
  ])("refuses a signature that is %s", (_name, value) => {
    expect(() => verify(withSignature(value))).toThrow(refusal);
  });

  it("refuses a delivery without secrets, or with empty ones only", () => {
    expect(() => verify({}, [])).toThrow(refusal);
    expect(() => verify({}, [""])).toThrow(refusal);
    const unsigned = createHmac("sha256", "").update(delivery.body).digest("hex");
    expect(() => verify(withSignature(unsigned), [""])).toThrow(refusal);
  });

  it("refuses a delivery with any bit of its body or signature turned", () => {
    for (let index = 0; index < delivery.body.length; index += 1) {
      const body = Uint8Array.from(delivery.body);
      body[index] = (body[index] ?? 0) ^ 1;
      expect(() => verify({ body })).toThrow(refusal);
    }
    for (let index = 0; index < signature.length; index += 1) {
      const turned = signature[index] === "0" ? "1" : "0";
      const value = signature.slice(0, index) + turned + signature.slice(index + 1);
      expect(() => verify(withSignature(value))).toThrow(refusal);
    }
  });

  it("accepts the signed time within a minute, both ways, and not a millisecond more", () => {
    verify({}, [SECRET], AT + WEBHOOK_MAX_AGE_MS);
    verify({}, [SECRET], AT - WEBHOOK_MAX_AGE_MS);
    expect(() => verify({}, [SECRET], AT + WEBHOOK_MAX_AGE_MS + 1)).toThrow(refusal);
    expect(() => verify({}, [SECRET], AT - WEBHOOK_MAX_AGE_MS - 1)).toThrow(refusal);
    expect(() => verify({}, [SECRET], Number.NaN)).toThrow(refusal);
  });

  it("goes by the time in the body, never by the header", () => {
    const headers = { ...delivery.headers, "linear-timestamp": String(AT + 3_600_000) };
    expect(() => verify({ headers }, [SECRET], AT + 3_600_000)).toThrow(refusal);
  });

  it.each([
    ["none", "{}"],
    ["a text", '{"action":"a","type":"b","webhookTimestamp":"1767614400000"}'],
    ["seconds", `{"action":"a","type":"b","webhookTimestamp":${AT / 1_000}}`],
    ["negative", `{"action":"a","type":"b","webhookTimestamp":${-AT}}`],
    ["no JSON", "nonsense"],
  ])("refuses a signed body whose time is %s", (_name, text) => {
    const body = new TextEncoder().encode(text);
    const headers = { "linear-signature": createHmac("sha256", SECRET).update(body).digest("hex") };
    expect(() => verifyDelivery({ headers, body }, [SECRET], AT)).toThrow(refusal);
  });

  it("refuses a body larger than any Linear sends", () => {
    const body = new Uint8Array(5 * 1024 * 1024 + 1);
    const headers = { "linear-signature": createHmac("sha256", SECRET).update(body).digest("hex") };
    expect(() => verifyDelivery({ headers, body }, [SECRET], AT)).toThrow(refusal);
  });
});
