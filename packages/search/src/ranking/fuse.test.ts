import type { VectorHit } from "@tributary/vector-store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { record } from "../testing/records.ts";
import { fuse } from "./fuse.ts";

const options = { dense: 0.5, lexical: 1, rankConstant: 60 };

function hits(ids: readonly string[]): VectorHit[] {
  return ids.map((id, index) => {
    const { documentId, text, fields } = record({ document: id, text: "" });
    return { id, documentId, text, fields, score: 1 / (index + 1) };
  });
}

const ids: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom<string[]>("a", "b", "c", "d", "e", "f", "g"));

describe("fuse", () => {
  it("adds what a chunk is worth to each side, by rank and by lexical score, and orders by the sum", () => {
    fc.assert(
      fc.property(ids, ids, (dense, lexical) => {
        const fused = fuse(hits(dense), hits(lexical), options);
        expect(fused.map(({ hit }) => hit.id).sort()).toEqual([...new Set([...dense, ...lexical])].sort());
        fused.forEach(({ hit, score, ...places }, index) => {
          const denseRank = dense.indexOf(hit.id) + 1;
          const lexicalRank = lexical.indexOf(hit.id) + 1;
          const ofLexical = lexicalRank && 1 / 3 / (60 + lexicalRank) + 2 / 3 / lexicalRank / 61;
          const expected = (denseRank && 0.5 / (60 + denseRank)) + ofLexical;
          expect(score).toBeCloseTo(expected, 12);
          expect(places.dense).toEqual(denseRank ? { rank: denseRank, score: 1 / denseRank } : null);
          expect(places.lexical).toEqual(lexicalRank ? { rank: lexicalRank, score: 1 / lexicalRank } : null);
          expect(fused[index + 1]?.score ?? 0).toBeLessThanOrEqual(score);
        });
      }),
    );
  });

  it("goes by rank alone where no lexical score tells hits apart", () => {
    const level = hits(["a", "b"]).map((hit) => ({ ...hit, score: 0 }));
    expect(fuse([], level, options).map(({ hit }) => hit.id)).toEqual(["a", "b"]);
  });

  it("orders equals by id, not by the side that came first", () => {
    const even = { ...options, dense: 1 };
    expect(fuse(hits(["b"]), hits(["a"]), even).map(({ hit }) => hit.id)).toEqual(["a", "b"]);
    expect(fuse(hits(["a"]), hits(["b"]), even).map(({ hit }) => hit.id)).toEqual(["a", "b"]);
  });
});
