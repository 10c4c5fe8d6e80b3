import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignedByOne, refusedDelivery, type SignatureScheme, verifySignature } from "./signature.ts";

const body = new TextEncoder().encode('{"a":1}');
const scheme: SignatureScheme = {
  provider: "GitHub",
  maxBytes: 100,
  header: "x-signature",
  form: /^sha256=([0-9a-f]{64})$/,
  algorithm: "sha256",
};
const hmac = (secret: string, algorithm = "sha256") => createHmac(algorithm, secret).update(body).digest("hex");
const signed = (signature: string, bytes: Uint8Array = body) => ({
  headers: { "X-Signature": signature },
  body: bytes,
});

describe("verifySignature", () => {
  it.each([[["right"]], [["wrong", "right"]], [["right", "wrong"]], [["", "right"]]])("takes %j", (secrets) => {
    expect(() => verifySignature(signed(`sha256=${hmac("right")}`), secrets, scheme)).not.toThrow();
  });

  it("takes SHA-1 where the provider signs so", () => {
    const sha1: SignatureScheme = { ...scheme, form: /^([0-9a-f]{40})$/, algorithm: "sha1" };
    expect(() => verifySignature(signed(hmac("right", "sha1")), ["right"], sha1)).not.toThrow();
  });

  it.each([
    ["no signature", { headers: {}, body }, "it is not signed"],
    ["another form", signed(hmac("right")), "its signature has another form"],
    ["a line more", signed(`sha256=${hmac("right")}\n`), "its signature has another form"],
    ["an empty one", signed(""), "its signature has another form"],
    ["another secret", signed(`sha256=${hmac("other")}`), "none of the secrets signed it"],
    ["the empty secret", signed(`sha256=${hmac("")}`), "none of the secrets signed it"],
    ["another body", signed(`sha256=${hmac("right")}`, new Uint8Array(3)), "none of the secrets signed it"],
    ["too much", signed(`sha256=${hmac("right")}`, new Uint8Array(101)), "it is larger than any GitHub sends"],
  ])("refuses %s", (_name, delivery, why) => {
    expect(() => verifySignature(delivery, ["right", ""], scheme)).toThrow(
      expect.objectContaining({ code: "invalid-signature", message: `A GitHub delivery was refused: ${why}.` }),
    );
  });
});

describe("isSignedByOne", () => {
  it("signs part after part", () => {
    const hex = createHmac("sha256", "right").update("v0:1:").update(body).digest("hex");
    expect(isSignedByOne(["right"], "sha256", hex, "v0:1:", body)).toBe(true);
    expect(isSignedByOne(["right"], "sha256", hex, "v0:2:", body)).toBe(false);
  });

  it.each(["", "00", "zz"])("takes nothing of another length: %j", (hex) => {
    expect(isSignedByOne(["right"], "sha256", hex, body)).toBe(false);
  });

  it("takes nothing without a secret", () => {
    expect(isSignedByOne([], "sha256", hmac("right"), body)).toBe(false);
  });
});

it("says whose delivery was refused", () => {
  expect(refusedDelivery("Slack", "it is old")).toMatchObject({
    code: "invalid-signature",
    message: "A Slack delivery was refused: it is old.",
  });
});
