import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFeatureCounts } from "./feature-counts.ts";

const feature = fc.record({
  hash: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  kind: fc.constantFrom(0, 7),
});

const weights = [0.5, 0, 0, 0, 0, 0, 0, 1];

/** The definition, with a Map and no tricks. */
function naive(features: readonly { hash: number; kind: number }[], dimensions: number): number[] {
  const counted = new Map<number, { kind: number; count: number }>();
  for (const { hash, kind } of features) {
    const key = hash === 0 ? 1 : hash;
    const known = counted.get(key);
    counted.set(key, { kind: known?.kind ?? kind, count: (known?.count ?? 0) + 1 });
  }
  const vector = new Array<number>(dimensions).fill(0);
  for (const [key, { kind, count }] of counted) {
    const bucket = Math.floor((Math.floor((key >>> 0) / 2 ** 16) / 2 ** 16) * dimensions);
    vector[bucket] =
      (vector[bucket] as number) + (key % 2 === 0 ? 1 : -1) * (weights[kind] as number) * Math.sqrt(count);
  }
  return vector;
}

describe("createFeatureCounts", () => {
  it("sums signed, damped weights by bucket, and starts anew after each drain", () => {
    const counts = createFeatureCounts();
    fc.assert(
      fc.property(fc.array(feature, { maxLength: 300 }), (features) => {
        for (const { hash, kind } of [...features, ...features]) counts.add(hash, kind);
        const vector = new Float32Array(32);
        counts.drainInto(vector, weights);
        naive([...features, ...features], 32).forEach((value, index) => {
          expect(vector[index]).toBeCloseTo(value, 3);
        });
      }),
    );
  });

  it("grows with the number of distinct features and loses none", () => {
    const counts = createFeatureCounts();
    for (let round = 0; round < 2; round++) {
      const features = Array.from({ length: 50_000 }, (_, index) => ({
        hash: Math.imul(index, 0x9e37_79b1),
        kind: 7,
      }));
      for (const { hash, kind } of features) counts.add(hash, kind);
      const vector = new Float32Array(64);
      counts.drainInto(vector, weights);
      naive(features, 64).forEach((value, index) => {
        expect(vector[index]).toBeCloseTo(value, 0);
      });
    }
  });
});
