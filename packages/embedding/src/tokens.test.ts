import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutToTokens, estimateTokens } from "./tokens.ts";

const text = fc.string({ unit: "binary", maxLength: 200 });

describe("estimateTokens", () => {
  it("is between one token for eight characters and one for each, and grows with the text", () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const both = estimateTokens(first + second);
        expect(both).toBeLessThanOrEqual(first.length + second.length);
        expect(both).toBeGreaterThanOrEqual(Math.max(estimateTokens(first), estimateTokens(second)));
        expect(both * 8).toBeGreaterThanOrEqual(first.length + second.length);
      }),
    );
  });
});

describe("cutToTokens", () => {
  it("returns the longest start within the limit that ends between characters", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 60 }), (whole, limit) => {
        const start = cutToTokens(whole, limit);
        expect(whole.startsWith(start)).toBe(true);
        expect(estimateTokens(start)).toBeLessThanOrEqual(limit);
        if (start.length < whole.length) {
          const next = String.fromCodePoint(whole.codePointAt(start.length) ?? 0);
          expect(estimateTokens(start + next)).toBeGreaterThan(limit);
        }
        if (whole.isWellFormed()) expect(start.isWellFormed()).toBe(true);
      }),
    );
  });
});
