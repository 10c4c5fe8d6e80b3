import { describe, expect, it } from "vitest";
import type { VectorRecord } from "../contract.ts";
import type { TestBench } from "./describe-vector-store.ts";
import { recordOf } from "./test-records.ts";
import { cosine, seededVector } from "./vectors.ts";

const dimensions = 48;

function recordsOf(count: number): VectorRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const length = 10 ** ((index % 7) - 3);
    return recordOf(`document ${index}`, 0, { vector: seededVector(index, dimensions).map((value) => value * length) });
  });
}

/** Queries by vector find the nearest by cosine, whatever the vectors' lengths, with the right scores. */
export function testVectors({ place }: TestBench): void {
  describe("queries by vector", () => {
    it.each(["as written", "optimised", "half of each"])("find the nearest, with their cosine: %s", async (state) => {
      const { store, namespace } = await place(dimensions);
      const records = recordsOf(1_200);
      await store.upsert(namespace, records.slice(0, 600));
      if (state === "half of each") await store.optimize(namespace);
      await store.upsert(namespace, records.slice(600));
      if (state === "optimised") await store.optimize(namespace);
      for (let seed = 10_000; seed < 10_010; seed += 1) {
        const vector = seededVector(seed, dimensions);
        const expected = records
          .map((record) => ({ id: record.id, score: cosine(record.vector, vector) }))
          .sort((one, other) => other.score - one.score);
        const hits = await store.query(namespace, { by: "vector", vector, limit: 25 });
        expect(hits.map(({ id }) => id)).toEqual(expected.slice(0, 25).map(({ id }) => id));
        for (const [index, hit] of hits.entries()) expect(hit.score).toBeCloseTo(expected[index]?.score ?? 9, 4);
      }
    });

    it("give a vector itself a cosine of 1, its opposite -1, one at a right angle 0", async () => {
      const { store, namespace } = await place(2);
      const directions = { same: [3, 4], opposite: [-6, -8], right: [4, -3] };
      await store.upsert(
        namespace,
        Object.entries(directions).map(([name, vector]) => recordOf(name, 0, { vector: Float32Array.from(vector) })),
      );
      const hits = await store.query(namespace, { by: "vector", vector: Float32Array.of(0.3, 0.4), limit: 9 });
      expect(hits.map(({ documentId }) => documentId)).toEqual(["same", "right", "opposite"]);
      for (const [index, cosine] of [1, 0, -1].entries()) expect(hits[index]?.score).toBeCloseTo(cosine, 4);
    });

    it("give no more than the limit, and all there is when there is less", async () => {
      const { store, namespace } = await place(dimensions);
      const vector = seededVector(1, dimensions);
      expect(await store.query(namespace, { by: "vector", vector, limit: 5 })).toEqual([]);
      await store.upsert(namespace, recordsOf(20));
      expect(await store.query(namespace, { by: "vector", vector, limit: 5 })).toHaveLength(5);
      expect(await store.query(namespace, { by: "vector", vector, limit: 1_000 })).toHaveLength(20);
    });

    it("find the new vector of a record, not the old one", async () => {
      const { store, namespace } = await place(dimensions);
      const [old, fresh] = [seededVector(1, dimensions), seededVector(2, dimensions)];
      await store.upsert(namespace, [recordOf("document", 0, { vector: old })]);
      await store.optimize(namespace);
      await store.upsert(namespace, [recordOf("document", 0, { vector: fresh })]);
      const hits = await store.query(namespace, { by: "vector", vector: fresh, limit: 5 });
      expect(hits).toHaveLength(1);
      expect(hits[0]?.score).toBeCloseTo(1, 4);
    });

    it("give a vector of zeros no more than a cosine of 0, and answer one with finite scores", async () => {
      const { store, namespace } = await place(4);
      const zeros = new Float32Array(4);
      const near = Float32Array.of(1, 2, 3, 4);
      await store.upsert(namespace, [recordOf("zeros", 0, { vector: zeros }), recordOf("near", 0, { vector: near })]);
      const hits = await store.query(namespace, { by: "vector", vector: near, limit: 5 });
      expect(hits[0]?.documentId).toBe("near");
      for (const hit of hits.slice(1)) expect(hit.score).toBeCloseTo(0, 4);
      for (const hit of await store.query(namespace, { by: "vector", vector: zeros, limit: 5 })) {
        expect(Number.isFinite(hit.score)).toBe(true);
      }
    });
  });
}
