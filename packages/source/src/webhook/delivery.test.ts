import { describe, expect, it } from "vitest";
import { z } from "zod";
import { headerOf, plainName, readJsonPayload } from "./delivery.ts";

const origin = { provider: "Linear", maxBytes: 40 };
const schema = z.object({ type: z.string() });
const delivery = (body: string | Uint8Array) => ({
  headers: {},
  body: typeof body === "string" ? new TextEncoder().encode(body) : body,
});

describe("readJsonPayload", () => {
  it("reads what is documented and passes over the rest", () => {
    expect(readJsonPayload(delivery('{"type":"Issue","more":1}'), origin, schema)).toEqual({ type: "Issue" });
  });

  it.each([
    ["{", "It is no JSON."],
    ["", "It is no JSON."],
    [new Uint8Array([0x22, 0xff, 0x22]), "It is no JSON."],
    ['{"type":1}', "It is not as documented."],
    ["null", "It is not as documented."],
    [`{"type":"${"x".repeat(30)}"}`, "It is larger than any Linear sends."],
  ])("says why %j cannot be read", (body, problem) => {
    expect(readJsonPayload(delivery(body), origin, schema)).toEqual({ problem });
  });

  it("counts bytes, up to and with the limit", () => {
    const whole = `{"type":"${"ä".repeat(14)}x"}`;
    expect(new TextEncoder().encode(whole).byteLength).toBe(40);
    expect(readJsonPayload(delivery(whole), origin, schema)).toHaveProperty("type");
    expect(readJsonPayload(delivery(`${whole} `), origin, schema)).toHaveProperty("problem");
  });
});

describe("headerOf", () => {
  it("finds a header however its name is written", () => {
    const headers = { "X-Signature": "a", other: "b" };
    expect(headerOf({ headers, body: new Uint8Array() }, "x-signature")).toBe("a");
    expect(headerOf({ headers, body: new Uint8Array() }, "signature")).toBeUndefined();
  });
});

describe("plainName", () => {
  it("leaves nothing that could be more than a name", () => {
    expect(plainName("page.content_updated")).toBe("page.content_updated");
    expect(plainName("<b>\nx & ü")).toBe("?b??x ? ?");
  });
});
