import { describe, expect, it } from "vitest";
import { containsSecret } from "./secrets.ts";

const secret = "xoxb-A1b2/C3d4+E5f6";

describe("containsSecret", () => {
  it.each<readonly [string, unknown]>([
    ["itself", secret],
    ["in an error's message", new Error(`GET failed with ${secret}`)],
    ["in the cause of a cause", new Error("a", { cause: new Error("b", { cause: { token: secret } }) })],
    ["in an aggregate", new AggregateError([new Error(secret)], "c")],
    ["in a property that is not listed", Object.defineProperty({}, "hidden", { value: secret })],
    ["in what toJSON returns", { toJSON: () => ({ token: secret }) }],
    ["in a Map", new Map([["authorization", secret]])],
    ["as a key", { [secret]: 1 }],
    ["deep down", { a: [{ b: { c: { d: { e: [secret] } } } }] }],
    ["percent-encoded", `https://example.com/?token=${encodeURIComponent(secret)}`],
    ["in base64", `Basic ${Buffer.from(secret).toString("base64")}`],
    ["in base64 after a user's name", `Basic ${Buffer.from(`x:${secret}`).toString("base64")}`],
    ["in base64 after a longer name", `Basic ${Buffer.from(`me:${secret}:more`).toString("base64")}`],
    ["in base64url", Buffer.from(`ab:${secret}`).toString("base64url")],
    ["in something circular", circular()],
  ])("finds a secret %s", (_where, value) => {
    expect(containsSecret(value, ["another-secret", secret])).toBe(true);
  });

  it.each<readonly [string, unknown]>([
    ["nothing", undefined],
    ["an error of its own", new Error("GET failed with 401")],
    ["a part of it", secret.slice(0, 8)],
    ["another text in base64", btoa("x".repeat(60))],
  ])("finds none in %s", (_what, value) => {
    expect(containsSecret(value, [secret])).toBe(false);
  });

  it("finds none when there are none", () => {
    expect(containsSecret(secret, [])).toBe(false);
  });
});

function circular(): object {
  const value: Record<string, unknown> = { token: secret };
  value.self = value;
  return value;
}
