import { describe, expect, it } from "vitest";
import { differences, previewWords, qualityWords } from "./index-words.ts";

const local = {
  ...{ embedder: "local", model: "hashing-1", dimensions: 512, kind: "lexical" as const },
  ...{ chunker: "1", analyzer: "1", options: {} },
};

describe("what another index means, in words", () => {
  it("is what differs", () => {
    expect(differences(local, local)).toEqual([]);
    expect(
      differences(local, { ...local, embedder: "openai", model: "small", dimensions: 1536, chunker: "2" }),
    ).toEqual([
      "the model: Built in hashing-1 now, OpenAI small then",
      "the dimensions: 512 now, 1,536 then",
      "how documents are cut into chunks",
    ]);
  });

  it("is what building takes", () => {
    const preview = {
      ...{
        description: local,
        documents: 2,
        chunks: 9,
        texts: 8,
        cached: 3,
        embedded: 5,
        tokens: 700,
        estimated: true,
      },
      ...{ cost: { amount: 0.004, currency: "USD" }, seconds: null },
    };
    expect(previewWords(preview)).toEqual([
      "2 documents are cut into 9 chunks.",
      "5 texts are embedded (at most 700 tokens); 3 are known already.",
      "It costs less than $0.01.",
    ]);
    expect(previewWords({ ...preview, cost: null }).at(-1)).toContain("not known");
  });

  it("is how the two compare", () => {
    const quality = {
      queries: 200,
      old: { mrr: 0.9, recall: 0.98 },
      new: { mrr: 0.9, recall: 0.91 },
      oldByWordsOnly: false,
      passed: false,
    };
    expect(qualityWords(quality)).toContain("the new one shows 91.0% among the first ten, the old one 98.0%");
  });
});
