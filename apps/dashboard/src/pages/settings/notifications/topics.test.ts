import { describe, expect, it } from "vitest";
import { addressesOf, wrongAddress } from "./topics.ts";

describe("email addresses", () => {
  it("are taken however they are written, each once", () => {
    expect(addressesOf(" ada@example.com, bo@example.com\nada@example.com;\n")).toEqual([
      "ada@example.com",
      "bo@example.com",
    ]);
    expect(addressesOf("  ")).toEqual([]);
  });

  it("are told apart from what cannot be one", () => {
    expect(wrongAddress(["ada@example.com", "bo@example"])).toBe("bo@example");
    expect(wrongAddress(["ada@example.com"])).toBeUndefined();
  });
});
