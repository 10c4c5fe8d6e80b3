import { describe, expect, it } from "vitest";
import { reasonsOf } from "./score-words.ts";

const explanation = {
  fused: 0.01,
  evidence: { defines: 2, covers: 0.2, named: 0, unknownYet: 1 },
  priors: { kind: 0.9, authority: 1, recency: 1.05 },
  further: 0.001,
  relevance: null,
  novelty: 1,
};

describe("reasonsOf", () => {
  it("puts what counts most first, beside the match of the text itself", () => {
    const reasons = reasonsOf({
      explanation,
      parts: { lexical: { rank: 1, score: 12 }, dense: { rank: 1_234, score: 0.5 } },
    });
    expect(reasons.map(({ name, share }) => [name, share])).toEqual([
      ["Defines it", 1],
      ["Text match", 0.5],
      ["Has the words", 0.1],
      ["Kind of file", null],
      ["Age", null],
      ["More of it", null],
    ]);
    expect(reasons[1]?.detail).toBe("It is number 1 by its words and number 1,234 by its meaning.");
    expect(reasons[3]?.detail).toContain("−10%");
    expect(reasons[4]?.detail).toContain("+5%");
  });

  it("says what a reranker decided, and nothing without an explanation", () => {
    const parts = { lexical: null, dense: null };
    const names = reasonsOf({ explanation: { ...explanation, relevance: 0.5 }, parts }).map(({ name }) => name);
    expect(names).toContain("Reranked");
    expect(reasonsOf({ parts })).toEqual([]);
  });
});
