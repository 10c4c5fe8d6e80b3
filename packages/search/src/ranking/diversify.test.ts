import { describe, expect, it } from "vitest";
import { record } from "../testing/records.ts";
import { diversify } from "./diversify.ts";
import type { RankedDocument } from "./rank-documents.ts";

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `word${from + index}`).join(" ");

function ranked(texts: readonly (readonly [document: string, text: string, score: number])[]): RankedDocument[] {
  return texts.map(([document, text, score]) => {
    const { id, documentId, fields } = record({ document, text });
    const hit = { id, documentId, text, fields, score };
    return {
      best: { hit, score, dense: null, lexical: null },
      score,
      explanation: {
        fused: score,
        evidence: { defines: 0, inOrder: 0, quoted: 0, covers: 0, named: 0, pathShare: 0, nameShare: 0 },
        priors: { kind: 1, authority: 1, recency: 1 },
        further: 0,
        relevance: null,
      },
    };
  });
}

const shape = (documents: ReturnType<typeof diversify>) =>
  documents.map(({ best, duplicates }) => [best.hit.documentId, ...duplicates.map((copy) => copy.best.hit.documentId)]);

describe("diversify", () => {
  it("folds copies into the best of them, in their order", () => {
    const text = words(0, 60);
    const found = ranked([
      ["a", text, 5],
      ["b", words(100, 60), 4],
      ["copy-1", text, 3],
      ["copy-2", `${text} and one more`, 2],
    ]);
    expect(shape(diversify(found, 10))).toEqual([["a", "copy-1", "copy-2"], ["b"]]);
  });

  it("fills the places of copies with others", () => {
    const text = words(0, 60);
    const found = ranked([
      ["a", text, 5],
      ["copy", text, 4],
      ["b", words(100, 60), 3],
      ["c", words(200, 60), 2],
    ]);
    expect(shape(diversify(found, 2))).toEqual([["a", "copy"], ["b"]]);
  });

  it("puts something new before much the same again when their scores are close", () => {
    const found = (difference: number) =>
      ranked([
        ["a", words(0, 60), 5],
        ["alike", `${words(0, 45)} ${words(300, 15)}`, 4],
        ["new", words(100, 60), 4 - difference],
      ]);
    expect(shape(diversify(found(0.1), 10))).toEqual([["a"], ["new"], ["alike"]]);
    expect(shape(diversify(found(1), 10))).toEqual([["a"], ["alike"], ["new"]]);
    const [first, second] = diversify(found(1), 10);
    expect(first?.novelty).toBe(1);
    expect(second?.novelty).toBeLessThan(1);
    expect(second?.score).toBeCloseTo(4 * (second?.novelty ?? 0));
  });

  it("does not take two short texts, or two in another order, for the same", () => {
    expect(
      shape(
        diversify(
          ranked([
            ["a", "export {};", 2],
            ["b", "export {};", 1],
          ]),
          10,
        ),
      ),
    ).toEqual([["a"], ["b"]]);
    const forwards = words(0, 40);
    const backwards = forwards.split(" ").reverse().join(" ");
    expect(
      shape(
        diversify(
          ranked([
            ["a", forwards, 2],
            ["b", backwards, 1],
          ]),
          10,
        ),
      ),
    ).toEqual([["a"], ["b"]]);
  });

  it("returns as many as asked, best first", () => {
    const found = ranked(Array.from({ length: 50 }, (_, index) => [`d${index}`, words(index * 100, 30), 50 - index]));
    expect(diversify(found, 20).map(({ score }) => score)).toEqual(
      Array.from({ length: 20 }, (_, index) => 50 - index),
    );
    expect(diversify([], 5)).toEqual([]);
  });
});
