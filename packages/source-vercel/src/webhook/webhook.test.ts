import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signDelivery } from "../testing/index.ts";
import { parseDelivery } from "./parse.ts";
import { DELIVERY_MAX_BYTES } from "./payload.ts";
import { verifyDelivery } from "./verify.ts";

const SECRET = "webhook-secret-1";
const AT = Date.UTC(2026, 0, 5, 12);
const content = {
  type: "deployment.succeeded",
  payload: { deployment: { id: "dpl_1" }, project: { id: "prj_1" } },
  at: AT,
};
const delivery = signDelivery(content, SECRET);
const signature = delivery.headers["x-vercel-signature"];

const verify = (changed: Partial<typeof delivery>, secrets = [SECRET]) =>
  verifyDelivery({ ...delivery, ...changed }, secrets);
const withSignature = (value: string) => ({ headers: { ...delivery.headers, "x-vercel-signature": value } });
const refusal = expect.objectContaining({ code: "invalid-signature" });

describe("verifyDelivery", () => {
  it("accepts what a secret signed, the old one and the new one, whatever the header's case", () => {
    verify({});
    verify({}, ["new-secret", SECRET]);
    verifyDelivery({ headers: { "X-Vercel-Signature": signature }, body: delivery.body }, [SECRET]);
  });

  it("reckons as Vercel documents it", () => {
    const body = new TextEncoder().encode('{"id":"evt_1"}');
    const headers = { "x-vercel-signature": createHmac("sha1", "s").update('{"id":"evt_1"}').digest("hex") };
    verifyDelivery({ headers, body }, ["s"]);
  });

  it.each([
    ["empty", ""],
    ["cut short", signature.slice(0, 30)],
    ["in capitals", signature.toUpperCase()],
    ["with a prefix", `sha1=${signature}`],
    ["followed by more", `${signature}0`],
    ["with a space", ` ${signature}`],
    ["with a line break", `${signature}\n`],
    ["several", `${signature},${signature}`],
    ["of other letters", "é".repeat(40)],
    ["of a megabyte", "a".repeat(1024 * 1024)],
    ["of another body", createHmac("sha1", SECRET).update("{}").digest("hex")],
    ["of another secret", createHmac("sha1", "other").update(delivery.body).digest("hex")],
    ["by SHA-256", createHmac("sha256", SECRET).update(delivery.body).digest("hex")],
    [
      "by SHA-256, cut to SHA-1's length",
      createHmac("sha256", SECRET).update(delivery.body).digest("hex").slice(0, 40),
    ],
    ["in base64", createHmac("sha1", SECRET).update(delivery.body).digest("base64")],
  ])("refuses a signature that is %s", (_name, value) => {
    expect(() => verify(withSignature(value))).toThrow(refusal);
  });

  it("refuses a delivery without secrets, or with empty ones only", () => {
    expect(() => verify({}, [])).toThrow(refusal);
    const unsigned = createHmac("sha1", "").update(delivery.body).digest("hex");
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
      expect(() => verify(withSignature(signature.slice(0, index) + turned + signature.slice(index + 1)))).toThrow(
        refusal,
      );
    }
  });

  it("refuses one larger than Vercel sends without reckoning anything", () => {
    const body = new Uint8Array(DELIVERY_MAX_BYTES + 1);
    const headers = { "x-vercel-signature": createHmac("sha1", SECRET).update(body).digest("hex") };
    expect(() => verifyDelivery({ headers, body }, [SECRET])).toThrow(refusal);
    expect(parseDelivery({ headers, body }).type).toBe("ignored");
  });
});

describe("parseDelivery", () => {
  const meaning = (type: string, payload: Record<string, unknown>) =>
    parseDelivery(signDelivery({ type, payload, at: AT }, SECRET));
  const both = { deployment: { id: "dpl_1" }, project: { id: "prj_1" } };

  it.each([
    ["deployment.created", both, ["deployment:dpl_1"]],
    ["deployment.ready", both, ["deployment:dpl_1"]],
    ["deployment.succeeded", both, ["deployment:dpl_1"]],
    ["deployment.error", both, ["deployment:dpl_1"]],
    ["deployment.canceled", both, ["deployment:dpl_1"]],
    ["deployment.promoted", both, ["deployment:dpl_1"]],
    ["deployment.rollback", both, ["deployment:dpl_1"]],
    ["deployment.cleanup", both, ["deployment:dpl_1"]],
    ["deployment.checks.failed", both, ["deployment:dpl_1"]],
    ["deployment.something-new", { deploymentId: "dpl_2" }, ["deployment:dpl_2"]],
    ["project.created", both, ["project:prj_1"]],
    ["project.renamed", both, ["project:prj_1"]],
    ["project.env-variable.updated", { projectId: "prj_2" }, ["project:prj_2"]],
    ["project.removed", both, ["census"]],
  ])("reads %s", (type, payload, references) => {
    expect(meaning(type, payload)).toEqual({ type: "changes", changes: { references } });
  });

  it.each([
    ["another type", "domain.created", { domain: { name: "example.com" } }],
    ["a prefix only", "deploymentish.created", both],
    ["no id", "deployment.created", {}],
    ["an id that is a path", "deployment.created", { deployment: { id: "../../v2/user" } }],
    ["an id that is no text", "deployment.created", { deployment: { id: { toString: 1 } } }],
    ["an endless id", "project.created", { project: { id: "a".repeat(1_000) } }],
    ["a prototype", "deployment.created", JSON.parse('{"__proto__":{"deployment":{"id":"dpl_9"}}}')],
  ])("ignores %s", (_name, type, payload) => {
    expect(meaning(type, payload).type).toBe("ignored");
  });

  it("passes over what is deep, doubled or no JSON", () => {
    const parse = (text: string) => parseDelivery({ headers: {}, body: new TextEncoder().encode(text) });
    for (const text of [
      "[".repeat(100_000),
      '{"type":{}}',
      '{"type":"deployment.created","payload":7}',
      "\ufeff{}",
      "NaN",
    ]) {
      expect(parse(text).type).toBe("ignored");
    }
  });
});
