import { describe, expect, it } from "vitest";
import { createTokens } from "./tokens.ts";

describe("createTokens", () => {
  it("reads its own tokens until they are too old", () => {
    let now = 1000;
    const tokens = createTokens(Buffer.from("secret"), () => now);
    const claims = { kind: "subscribe", channel: "c", topics: ["t"] } as const;
    const token = tokens.issue(claims, 500);
    expect(tokens.read(token)).toEqual(claims);
    now = 1500;
    expect(tokens.read(token)).toBeUndefined();
  });

  it("refuses what it has not made", () => {
    const tokens = createTokens(Buffer.from("secret"), () => 0);
    const token = createTokens(Buffer.from("other"), () => 0).issue({ kind: "output", runId: "r" }, 1000);
    const own = tokens.issue({ kind: "output", runId: "r" }, 1000);
    const [, signature] = own.split(".");
    const forged = `${Buffer.from('{"kind":"output","runId":"x","until":9e15}').toString("base64url")}.${signature}`;
    for (const wrong of [null, "", ".", "a.b", token, forged, own.slice(0, -1)])
      expect(tokens.read(wrong)).toBeUndefined();
  });
});
