import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { handshakeDelivery, signDelivery } from "../testing/index.ts";
import { parseDelivery } from "./parse.ts";
import { DELIVERY_MAX_BYTES } from "./payload.ts";
import { verifyDelivery } from "./verify.ts";

const SECRET = "secret_token-1";
const AT = Date.UTC(2026, 0, 5, 12);
const MARK = AT.toString(36);
const ID = "1f0c0000-b2d4-8000-9a3e-0001daa66d13";
const OTHER = "2f0c0000-b2d4-8000-9a3e-0001daa66d13";
const page = { id: ID, type: "page" };
const delivery = signDelivery({ type: "page.content_updated", entity: page, at: AT }, SECRET);
const signature = delivery.headers["x-notion-signature"];
const hex = signature.slice("sha256=".length);

const verify = (changed: Partial<typeof delivery>, secrets = [SECRET]) =>
  verifyDelivery({ ...delivery, ...changed }, secrets);
const withSignature = (value: string) => ({ headers: { ...delivery.headers, "x-notion-signature": value } });
const refusal = expect.objectContaining({ code: "invalid-signature" });
const hmac = (algorithm: string, secret: string) => createHmac(algorithm, secret).update(delivery.body);

describe("verifyDelivery", () => {
  it("accepts what a secret signed, the old one and the new one, whatever the header's case", () => {
    verify({});
    verify({}, ["new-secret", SECRET]);
    verifyDelivery({ headers: { "X-Notion-Signature": signature }, body: delivery.body }, [SECRET]);
  });

  it.each([
    ["empty", ""],
    ["cut short", signature.slice(0, 40)],
    ["in capitals", `sha256=${hex.toUpperCase()}`],
    ["without its prefix", hex],
    ["with another prefix", `sha1=${hex}`],
    ["followed by more", `${signature}0`],
    ["with a space", ` ${signature}`],
    ["with a line break", `${signature}\n`],
    ["several", `${signature},${signature}`],
    ["of other letters", `sha256=${"é".repeat(64)}`],
    ["of a megabyte", "a".repeat(1024 * 1024)],
    ["of another body", `sha256=${createHmac("sha256", SECRET).update("{}").digest("hex")}`],
    ["of another secret", `sha256=${hmac("sha256", "other").digest("hex")}`],
    ["by SHA-1", `sha256=${hmac("sha1", SECRET).digest("hex")}`],
    ["in base64", `sha256=${hmac("sha256", SECRET).digest("base64")}`],
  ])("refuses a signature that is %s", (_name, value) => {
    expect(() => verify(withSignature(value))).toThrow(refusal);
  });

  it("refuses a delivery without secrets, or with empty ones only", () => {
    expect(() => verify({}, [])).toThrow(refusal);
    expect(() => verify(withSignature(`sha256=${hmac("sha256", "").digest("hex")}`), [""])).toThrow(refusal);
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

  it("refuses one larger than Notion sends without reckoning anything", () => {
    const body = new Uint8Array(DELIVERY_MAX_BYTES + 1);
    const headers = { "x-notion-signature": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}` };
    expect(() => verifyDelivery({ headers, body }, [SECRET])).toThrow(refusal);
    expect(parseDelivery({ headers, body }).type).toBe("ignored");
  });

  it("refuses the handshake, which nothing signs, and never says its token", () => {
    const handshake = handshakeDelivery("secret_injected-token");
    expect(() => verifyDelivery(handshake, [SECRET])).toThrow(refusal);
    const outcome = parseDelivery(handshake);
    expect(outcome.type).toBe("ignored");
    expect(JSON.stringify(outcome)).not.toContain("injected");
  });
});

describe("parseDelivery", () => {
  const meaning = (type: string, entity: { id: string; type: string }, data: Record<string, unknown> = {}) =>
    parseDelivery(signDelivery({ type, entity, data, at: AT }, SECRET));
  const table = { id: ID, type: "data_source" };
  const database = { id: ID, type: "database" };
  const comment = { id: OTHER, type: "comment" };

  it.each([
    ["page.created", page, {}, `page:${ID}@${MARK}`],
    ["page.properties_updated", page, {}, `page:${ID}@${MARK}`],
    ["page.moved", page, {}, `page:${ID}@${MARK}`],
    ["page.deleted", page, {}, `page:${ID}@${MARK}`],
    ["page.undeleted", { ...page, id: ID.replaceAll("-", "").toUpperCase() }, {}, `page:${ID}@${MARK}`],
    ["data_source.schema_updated", table, {}, `table:${ID}@${MARK}`],
    ["database.content_updated", database, {}, `database:${ID}@${MARK}`],
    ["comment.created", comment, { page_id: ID }, `comment:${ID}@${MARK}`],
    ["comment.deleted", comment, { parent: { id: ID, type: "page" } }, `comment:${ID}@${MARK}`],
  ])("reads %s", (type, entity, data, reference) => {
    expect(meaning(type, entity, data)).toEqual({ type: "changes", changes: { references: [reference] } });
  });

  it.each([
    ["another type", "file_upload.created", { id: ID, type: "file_upload" }, {}],
    ["another entity", "page.created", comment, {}],
    ["an id that is a path", "page.created", { id: "../../v1/users/me", type: "page" }, {}],
    ["an endless id", "page.created", { id: "a".repeat(1_000), type: "page" }, {}],
    ["a comment about nothing", "comment.created", comment, {}],
    ["a prototype", "comment.created", comment, JSON.parse(`{"__proto__":{"page_id":"${ID}"}}`)],
  ])("ignores %s", (_name, type, entity, data) => {
    expect(meaning(type, entity, data).type).toBe("ignored");
  });

  it("passes over what is deep, doubled or no JSON", () => {
    const parse = (text: string) => parseDelivery({ headers: {}, body: new TextEncoder().encode(text) });
    for (const text of ["[".repeat(100_000), '{"type":{}}', '{"type":"page.created","entity":7}', "\ufeff{}", "NaN"]) {
      expect(parse(text).type).toBe("ignored");
    }
  });
});
