import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { open, randomKey, seal, sealingKey } from "./sealing.ts";

const plain = Buffer.from(JSON.stringify({ token: "ghp_canary" }));

describe("sealing", () => {
  it("opens what was sealed, in its place and with its key only", () => {
    const [key, other] = [randomKey(), randomKey()];
    const sealed = seal(key, ["credentials", "w", "s"], plain);
    expect(Buffer.from(open([other, key], ["credentials", "w", "s"], sealed))).toEqual(plain);
    expect(sealed).not.toContain("canary");
    expect(() => open([other], ["credentials", "w", "s"], sealed)).toThrow("does not have");
    for (const place of [
      ["credentials", "w", "t"],
      ["credentials", "ws", ""],
      ["data key", "w", "s"],
      ["credentials"],
    ]) {
      expect(() => open([key], place, sealed)).toThrow("changed or moved");
    }
  });

  it("never seals the same bytes to the same text", () => {
    const key = randomKey();
    const sealed = Array.from({ length: 1_000 }, () => seal(key, ["a"], plain));
    expect(new Set(sealed.map((text) => text.split(".")[2])).size).toBe(1_000);
  });

  it("refuses every change of a sealed text", () => {
    const key = randomKey();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, flip) => {
        const [version, id, nonce, body] = seal(key, ["a", "b"], bytes).split(".");
        const parts = [Buffer.from(nonce ?? "", "base64url"), Buffer.from(body ?? "", "base64url")];
        const part = parts[at % 2] ?? Buffer.alloc(0);
        const index = at % part.length;
        part[index] = (part[index] ?? 0) ^ flip;
        const changed = [version, id, ...parts.map((changedPart) => changedPart.toString("base64url"))].join(".");
        expect(() => open([key], ["a", "b"], changed)).toThrow("changed or moved");
      }),
    );
    for (const text of ["", "v1", "v1.a.b", "v2.a.b.c", `v1.${key.id}.AAAA.AAAA`, `v1.${key.id}..`]) {
      expect(() => open([key], ["a", "b"], text)).toThrow(/does not have|changed or moved/);
    }
  });

  it("takes keys of 32 bytes", () => {
    expect(() => sealingKey(Buffer.alloc(31))).toThrow("32 bytes");
  });
});
