import { describe, expect, it } from "vitest";
import type { TestBench } from "./describe-vector-store.ts";
import { expectError } from "./expect-error.ts";
import { idsIn, oddStrings, recordOf } from "./test-records.ts";
import { seededVector } from "./vectors.ts";

/** Namespaces are made once, kept apart, and named by any text. */
export function testNamespaces({ place }: TestBench): void {
  describe("namespaces", () => {
    it("are made once: ensure again changes nothing", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, [recordOf("document", 0)]);
      await store.ensure(namespace, { dimensions: 8 });
      expect(await store.stats(namespace)).toEqual({ vectors: 1, dimensions: 8 });
    });

    it("are made once by callers that do not wait for each other", async () => {
      const { store, namespace } = await place();
      for (let time = 0; time < 5; time += 1) {
        const name = `${namespace}-parallel-${time}`;
        await Promise.all(Array.from({ length: 6 }, () => store.ensure(name, { dimensions: 3 })));
        expect(await store.stats(name)).toEqual({ vectors: 0, dimensions: 3 });
      }
    });

    it("keep their dimensions", async () => {
      const { store, namespace } = await place();
      await expectError("dimension-mismatch", store.ensure(namespace, { dimensions: 9 }));
      expect(await store.stats(namespace)).toEqual({ vectors: 0, dimensions: 8 });
    });

    it.each([0, -1, 1.5, Number.NaN])("refuse %d dimensions", async (dimensions) => {
      const { store, namespace } = await place();
      await expectError("invalid-input", store.ensure(`${namespace}-bad`, { dimensions }));
      await expectError("not-found", store.stats(`${namespace}-bad`));
    });

    it("that nobody made are not found, by any method", async () => {
      const { store, namespace } = await place();
      for (const [method, call] of callsOf(store, `${namespace}-missing`))
        await expectError("not-found", call(), method);
    });

    it("have a name, for every method", async () => {
      const { store } = await place();
      await expectError("invalid-input", store.ensure("", { dimensions: 8 }));
      for (const [method, call] of callsOf(store, "")) await expectError("invalid-input", call(), method);
    });

    it("of like or odd names stay apart", async () => {
      const { store, namespace } = await place();
      const long = `${namespace}-${"x".repeat(300)}`;
      const names = [
        ...["a", "A", "a b", "a_b", "a-b", "a/b", "a.b", "a%20b", "../a", "..", "con", "_61"].map(prefixed),
        ...oddStrings.map(prefixed),
        ...[`${long}1`, `${long}2`],
      ];
      function prefixed(name: string): string {
        return `${namespace}:${name}`;
      }
      for (const [index, name] of names.entries()) {
        await store.ensure(name, { dimensions: 2 });
        await store.upsert(name, [recordOf(`document-${index}`, 0, { vector: seededVector(index, 2) })]);
      }
      for (const [index, name] of names.entries()) expect(await idsIn(store, name)).toEqual([`document-${index}#0`]);
    });
  });
}

function callsOf(store: TestStore, namespace: string): readonly (readonly [string, () => Promise<unknown>])[] {
  return [
    ["upsert", () => store.upsert(namespace, [recordOf("document", 0)])],
    ["replaceDocuments", () => store.replaceDocuments(namespace, [{ documentId: "document", records: [] }])],
    ["deleteByIds", () => store.deleteByIds(namespace, ["document#0"])],
    ["deleteDocuments", () => store.deleteDocuments(namespace, ["document"])],
    ["query", () => store.query(namespace, { by: "terms", terms: "term", limit: 1 })],
    ["stats", () => store.stats(namespace)],
    ["listIds", () => idsIn(store, namespace)],
    ["optimize", () => store.optimize(namespace)],
  ];
}

type TestStore = Awaited<ReturnType<TestBench["place"]>>["store"];
