import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apiAddressSchema, tokenSchema } from "./setting-schemas.ts";

describe("tokenSchema", () => {
  it.each(["a", "xoxb-1~!", "x".repeat(4_096)])("takes %j", (token) => {
    expect(tokenSchema.safeParse(token).success).toBe(true);
  });

  it.each(["", "a b", "a\n", "ä", "x".repeat(4_097)])("refuses %j", (token) => {
    expect(tokenSchema.safeParse(token).success).toBe(false);
  });

  it("makes a form's field", () => {
    const field = z.toJSONSchema(tokenSchema.meta({ title: "Token", writeOnly: true }), { io: "input" });
    expect(field).toMatchObject({ type: "string", minLength: 1, maxLength: 4_096, title: "Token", writeOnly: true });
    expect(tokenSchema.meta()).toBeUndefined();
  });
});

describe("apiAddressSchema", () => {
  const schema = apiAddressSchema("apiUrl", "https://api.example.com");

  it.each(["https://api.example.com", "http://127.0.0.1:8080/api/"])("takes %j", (address) => {
    expect(schema.parse(address)).toBe(address);
  });

  it.each([
    ["api.example.com", "apiUrl is an address such as https://api.example.com"],
    ["ftp://api.example.com", "apiUrl is an address such as https://api.example.com"],
    ["https://user:password@api.example.com", "apiUrl must not carry credentials"],
    ["https://user@api.example.com", "apiUrl must not carry credentials"],
  ])("refuses %j", (address, message) => {
    expect(schema.safeParse(address).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
