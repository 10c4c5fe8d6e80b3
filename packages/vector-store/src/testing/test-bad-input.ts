import { describe, expect, it } from "vitest";
import type { VectorRecord } from "../contract.ts";
import type { VectorStoreErrorCode } from "../error.ts";
import type { TestBench } from "./describe-vector-store.ts";
import { expectError } from "./expect-error.ts";
import { documentOf, idsIn, recordOf } from "./test-records.ts";
import { seededVector } from "./vectors.ts";

const badVectors: readonly (readonly [string, Float32Array, VectorStoreErrorCode])[] = [
  ["too short", seededVector(1, 7), "dimension-mismatch"],
  ["too long", seededVector(1, 9), "dimension-mismatch"],
  ["empty", new Float32Array(0), "dimension-mismatch"],
  ["with NaN", seededVector(1, 8).fill(Number.NaN, 3, 4), "invalid-input"],
  ["with Infinity", seededVector(1, 8).fill(Number.POSITIVE_INFINITY, 7), "invalid-input"],
  ["with -Infinity", seededVector(1, 8).fill(Number.NEGATIVE_INFINITY, 0, 1), "invalid-input"],
];

const badRecords: readonly (readonly [string, VectorRecord])[] = [
  ["an empty document id", recordOf("", 0)],
  ["an id of another form", { ...recordOf("bad", 0), id: "bad" }],
  ["an id of another ordinal", { ...recordOf("bad", 0), id: "bad#1" }],
  ["half a surrogate pair in its id", recordOf("bad\ud800", 0)],
  ["a fraction as ordinal", recordOf("bad", 0.5)],
  ["a negative line", recordOf("bad", 0, { fields: { startLine: -1 } })],
  ["NaN as line", recordOf("bad", 0, { fields: { endLine: Number.NaN } })],
  ["NaN as time", recordOf("bad", 0, { fields: { updatedAt: Number.NaN } })],
];

/** What cannot be stored or asked is refused before anything is written. */
export function testBadInput({ place }: TestBench): void {
  describe("bad input", () => {
    it.each(badVectors)("refuses a vector %s, before any write", async (_, vector, code) => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 2).records);
      const bad = recordOf("bad", 1, { vector });
      await expectError(code, store.upsert(namespace, [recordOf("bad", 0), bad]));
      const replacement = [documentOf("document", 1), { documentId: "bad", records: [bad] }];
      await expectError(code, store.replaceDocuments(namespace, replacement));
      await expectError(code, store.query(namespace, { by: "vector", vector, limit: 1 }));
      expect(await idsIn(store, namespace)).toEqual(["document#0", "document#1"]);
    });

    it.each(badRecords)("refuses a record with %s, before any write", async (_, bad) => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 2).records);
      await expectError("invalid-input", store.upsert(namespace, [recordOf("good", 0), bad]));
      const replacement = [documentOf("document", 1), { documentId: bad.documentId, records: [bad] }];
      await expectError("invalid-input", store.replaceDocuments(namespace, replacement));
      expect(await idsIn(store, namespace)).toEqual(["document#0", "document#1"]);
    });

    it("refuses a record under another document, a record twice, a document twice", async () => {
      const { store, namespace } = await place();
      const [one, other] = [documentOf("one", 2), documentOf("other", 2)];
      for (const documents of [
        [{ documentId: "one", records: other.records }],
        [{ documentId: "one", records: [...one.records, ...one.records] }],
        [one, other, one],
      ]) {
        await expectError("invalid-input", store.replaceDocuments(namespace, documents));
      }
      expect(await idsIn(store, namespace)).toEqual([]);
    });

    it("refuses empty ids", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 1).records);
      await expectError("invalid-input", store.deleteByIds(namespace, ["document#0", ""]));
      await expectError("invalid-input", store.deleteDocuments(namespace, ["document", ""]));
      await expectError("invalid-input", store.replaceDocuments(namespace, [{ documentId: "", records: [] }]));
      expect(await idsIn(store, namespace)).toEqual(["document#0"]);
    });

    it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses a limit of %d", async (limit) => {
      const { store, namespace } = await place();
      await expectError("invalid-input", store.query(namespace, { by: "vector", vector: seededVector(1, 8), limit }));
      await expectError("invalid-input", store.query(namespace, { by: "terms", terms: "term", limit }));
    });

    it("refuses a filter whose bound is not a number", async () => {
      const { store, namespace } = await place();
      for (const filter of [{ updatedAfter: Number.NaN }, { updatedBefore: Number.NaN }]) {
        await expectError("invalid-input", store.query(namespace, { by: "terms", terms: "term", limit: 1, filter }));
      }
    });
  });
}
