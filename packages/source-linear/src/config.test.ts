import { describe, expect, it } from "vitest";
import { configFingerprint, linearSourceConfigSchema } from "./config.ts";
import { authorization, linearCredentialsSchema } from "./credentials.ts";
import { linearSource } from "./definition.ts";

const accepts = (config: unknown) => linearSourceConfigSchema.safeParse(config).success;

describe("the configuration", () => {
  it("takes a workspace, and refuses addresses and wrong teams", () => {
    expect(accepts({ workspace: "acme" })).toBe(true);
    expect(accepts({ workspace: "acme", teams: ["ENG", "OPS2"], archived: false })).toBe(true);
    expect(accepts({ workspace: "https://linear.app/acme" })).toBe(false);
    expect(accepts({ workspace: "acme", teams: [] })).toBe(false);
    expect(accepts({ workspace: "acme", teams: ["Engineering"] })).toBe(false);
    expect(accepts({ workspace: "acme", apiUrl: "https://me:word@example.com" })).toBe(false);
    expect(accepts({ workspace: "acme", other: 1 })).toBe(false);
  });

  it("has a key of what tells it apart, whatever the order of its teams", () => {
    expect(linearSource.key({ workspace: "acme" })).toBe("acme");
    expect(linearSource.key({ workspace: "acme", teams: ["OPS", "ENG"] })).toBe("acme/ENG,OPS");
    expect(linearSource.key({ workspace: "acme", apiUrl: "http://localhost:1/" })).toBe("http://localhost:1/#acme");
  });

  it("has a fingerprint of what it lists", () => {
    const base = configFingerprint({ workspace: "acme" });
    expect(configFingerprint({ workspace: "acme", apiUrl: "http://localhost:1/" })).toBe(base);
    expect(configFingerprint({ workspace: "acme", issues: false })).not.toBe(base);
    expect(configFingerprint({ workspace: "acme", teams: ["A", "B"] })).toBe(
      configFingerprint({ teams: ["B", "A"], workspace: "acme" }),
    );
  });
});

describe("the credentials", () => {
  it("are an API key or an access token, and not both", () => {
    expect(linearCredentialsSchema.safeParse({ apiKey: "lin_key", accessToken: "x" }).success).toBe(false);
    expect(linearCredentialsSchema.safeParse({ apiKey: "line\nbreak" }).success).toBe(false);
    expect(authorization({ apiKey: "key" })).toBe("key");
    expect(authorization({ accessToken: "token" })).toBe("Bearer token");
  });
});
