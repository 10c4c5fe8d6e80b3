import { describe, expect, it } from "vitest";
import type { TestBench } from "./describe-vector-store.ts";
import { expectError } from "./expect-error.ts";
import { contentOf, documentOf, idsIn, recordOf } from "./test-records.ts";
import { seededVector } from "./vectors.ts";

/** Stores are optimised at any time, used by many callers at once, closed, and opened again. */
export function testLifecycle({ place, open }: TestBench): void {
  describe("a store", () => {
    it("holds the same after optimize, empty, small or large", async () => {
      const { store, namespace } = await place();
      await store.optimize(namespace);
      for (const count of [1, 30, 1_500]) {
        await store.replaceDocuments(namespace, [documentOf("document", count), documentOf("gone", count)]);
        await store.deleteDocuments(namespace, ["gone"]);
        const before = await contentOf(store, namespace);
        for (let time = 0; time < 2; time += 1) await store.optimize(namespace);
        expect(await contentOf(store, namespace)).toEqual(before);
        expect(before.size).toBe(count);
      }
    });

    it("takes writes, reads and optimisation from many callers at once", async () => {
      const { store, namespace } = await place();
      const writers = Array.from({ length: 6 }, async (_, writer) => {
        for (let round = 0; round < 4; round += 1) {
          await store.replaceDocuments(namespace, [
            documentOf(`own ${writer}`, round + 1, { lexical: "shared" }),
            documentOf("contested", 3, { text: `writer ${writer}` }),
          ]);
          await store.upsert(namespace, [recordOf(`extra ${writer}`, round)]);
        }
      });
      const readers = Array.from({ length: 3 }, async () => {
        for (let round = 0; round < 10; round += 1) {
          const hits = await store.query(namespace, { by: "vector", vector: seededVector(round, 8), limit: 100 });
          expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
        }
      });
      const optimising = [store.optimize(namespace), store.optimize(namespace)];
      await Promise.all([...writers, ...readers, ...optimising]);
      const expected = [
        ...Array.from({ length: 6 }, (_, writer) => documentOf(`own ${writer}`, 4).records),
        ...Array.from({ length: 6 }, (_, writer) => documentOf(`extra ${writer}`, 4).records),
        documentOf("contested", 3).records,
      ].flatMap((records) => records.map(({ id }) => id));
      const content = await contentOf(store, namespace);
      expect(await idsIn(store, namespace)).toEqual(expected.sort());
      const contested = documentOf("contested", 3).records.map(({ id }) => content.get(id)?.text);
      expect(new Set(contested).size).toBe(1);
    });

    it("refuses every call once closed, and may be closed again", async () => {
      const { store } = await open();
      await store.ensure("namespace", { dimensions: 8 });
      await store.close();
      await store.close();
      await expectError("unavailable", store.ensure("namespace", { dimensions: 8 }), "ensure");
      await expectError("unavailable", store.upsert("namespace", [recordOf("document", 0)]), "upsert");
      await expectError("unavailable", store.stats("namespace"), "stats");
      await expectError("unavailable", idsIn(store, "namespace"), "listIds");
      const query = { by: "terms", terms: "term", limit: 1 } as const;
      await expectError("unavailable", store.query("namespace", query), "query");
    });

    it("finishes the writes it was given before it closes", async () => {
      const { store, reopen } = await open();
      await store.ensure("namespace", { dimensions: 8 });
      const writes = Array.from({ length: 5 }, (_, index) => store.upsert("namespace", [recordOf("document", index)]));
      await Promise.all([...writes, store.close()]);
      if (reopen === undefined) return;
      const reopened = await reopen();
      expect(await idsIn(reopened, "namespace")).toHaveLength(5);
      await reopened.close();
    });

    it("has everything when opened again, if it outlives its process", async () => {
      const { store, reopen } = await open();
      await store.ensure("one", { dimensions: 8 });
      await store.ensure("other", { dimensions: 2 });
      await store.replaceDocuments("one", [documentOf("document", 3), documentOf("shrinks", 3)]);
      await store.replaceDocuments("one", [documentOf("shrinks", 1)]);
      const before = await contentOf(store, "one");
      await store.close();
      if (reopen === undefined) return;
      const reopened = await reopen();
      expect(await contentOf(reopened, "one")).toEqual(before);
      expect(await reopened.stats("other")).toEqual({ vectors: 0, dimensions: 2 });
      await expectError("dimension-mismatch", reopened.ensure("one", { dimensions: 2 }));
      await reopened.replaceDocuments("one", [documentOf("document", 1), documentOf("new", 1)]);
      expect(await idsIn(reopened, "one")).toEqual(["document#0", "new#0", "shrinks#0"]);
      await reopened.close();
    });
  });
}
