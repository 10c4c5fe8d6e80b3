import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeName, encodeName, encodeNameWithin } from "./path-name.ts";

it("keeps names readable and tells any two apart", () => {
  expect(encodeName("src/grüße 100%.txt")).toBe("src/grüße 100%25.txt");
  expect(encodeName("a\tb\u0085")).toBe("a%09b%C2%85");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(decodeName(encodeName(name))).toBe(name.toWellFormed());
    }),
  );
});

it("cuts long names to fit, ending in a hash that tells them apart", () => {
  const prefix = "github:1:file:";
  for (const long of ["x/".repeat(400), `${"ü".repeat(300)}a`, "%".repeat(400)]) {
    const [one, other] = [`${long}1`, `${long}2`].map((name) => encodeNameWithin(name, prefix));
    expect(one).not.toBe(other);
    expect(Buffer.byteLength(prefix + one)).toBeLessThanOrEqual(480);
    expect(one).toMatch(/%~[0-9a-f]{32}$/);
    expect(decodeName(one ?? "")).toBeNull();
  }
});
