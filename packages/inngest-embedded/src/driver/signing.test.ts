import { describe, expect, it, vi } from "vitest";
import { canonicalJson, hashSigningKey, isSigned, readSigningKeys, sign } from "./signing.ts";

const key = "signkey-test-0123456789abcdef";
const other = "signkey-test-fedcba9876543210";

describe("signing", () => {
  it("writes canonical JSON: keys sorted, no spaces, numbers as JavaScript does", () => {
    const value = { b: [1e21, 0.1, -0], a: { é: null, d: "\u2028x\n", c: true }, "10": 1, "9": 2, gone: undefined };
    expect(canonicalJson(value)).toBe('{"10":1,"9":2,"a":{"c":true,"d":"\u2028x\\n","é":null},"b":[1e+21,0.1,0]}');
  });

  it("hashes a key as the SDK does", () => {
    expect(hashSigningKey("signkey-test-0123456789abcdef0123456789abcdef")).toMatch(/^signkey-test-[0-9a-f]{64}$/);
    expect(hashSigningKey("00")).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  });

  it("accepts a signature of either key, and of no other", () => {
    const keys = { current: key, fallback: other };
    expect(isSigned("body", sign("body", key), keys)).toBe(true);
    expect(isSigned("body", sign("body", other), keys)).toBe(true);
    expect(isSigned("body", sign("body", other), { current: key, fallback: undefined })).toBe(false);
    expect(isSigned("body!", sign("body", key), keys)).toBe(false);
    for (const signature of [undefined, "", "t=1", "s=1", "t=x&s=y"])
      expect(isSigned("body", signature, keys)).toBe(false);
  });

  it("refuses a signature of more than five minutes ago, or of the future", () => {
    const now = Date.now();
    for (const seconds of [-301, 301]) {
      vi.spyOn(Date, "now").mockReturnValueOnce(now + seconds * 1000);
      expect(isSigned("body", sign("body", key), { current: key, fallback: undefined })).toBe(false);
    }
  });

  it("refuses what is no key, saying how to make one", () => {
    expect(() => readSigningKeys("secret", undefined)).toThrow("openssl rand -hex 32");
    expect(() => readSigningKeys(undefined, key)).toThrow("needs a signingKey");
    expect(readSigningKeys(undefined, undefined)).toBeUndefined();
  });
});
