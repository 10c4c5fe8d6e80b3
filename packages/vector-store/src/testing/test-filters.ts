import { describe, expect, it } from "vitest";
import type { VectorFields, VectorFilter, VectorRecord, VectorStore } from "../contract.ts";
import type { TestBench } from "./describe-vector-store.ts";
import { bringInto, oddStrings, recordOf, statesOfRows } from "./test-records.ts";
import { seededVector } from "./vectors.ts";

const listFields = ["source", "sourceId", "type", "repository", "author", "state"] as const;

async function namesFound(store: VectorStore, namespace: string, filter: VectorFilter): Promise<string[]> {
  const queries = [
    { by: "vector", vector: seededVector(5, 8), limit: 200, filter },
    { by: "terms", terms: "everywhere", limit: 200, filter },
  ] as const;
  const [byVector, byTerms] = await Promise.all(
    queries.map(async (query) => (await store.query(namespace, query)).map(({ documentId }) => documentId).sort()),
  );
  expect(byTerms, `terms with ${JSON.stringify(filter)}`).toEqual(byVector);
  return byVector ?? [];
}

function recordsOf(fields: readonly (Partial<VectorFields> & { readonly title: string })[]): VectorRecord[] {
  return fields.map((given) => recordOf(given.title, 0, { lexical: "everywhere", fields: given }));
}

/** Filters narrow both kinds of query to exactly the records that match. */
export function testFilters({ place }: TestBench): void {
  describe.each(statesOfRows)("filters, %s", (state) => {
    it.each(listFields)("narrow by %s to any of the values", async (field) => {
      const { store, namespace } = await place();
      const values = ["alpha", "Alpha", "alpha beta", "beta"];
      await store.upsert(namespace, recordsOf(values.map((value) => ({ title: value, [field]: value }))));
      await bringInto(state, store, namespace);
      expect(await namesFound(store, namespace, { [field]: ["alpha"] })).toEqual(["alpha"]);
      expect(await namesFound(store, namespace, { [field]: ["beta", "Alpha"] })).toEqual(["Alpha", "beta"]);
      expect(await namesFound(store, namespace, { [field]: ["gamma"] })).toEqual([]);
      expect(await namesFound(store, namespace, { [field]: [] })).toEqual([]);
    });

    it("compare odd values as they are", async () => {
      const { store, namespace } = await place();
      const fieldsOf = (odd: string) => Object.fromEntries(listFields.map((field) => [field, odd]));
      await store.upsert(namespace, recordsOf(oddStrings.map((odd) => ({ title: odd, ...fieldsOf(odd) }))));
      await bringInto(state, store, namespace);
      for (const [index, odd] of oddStrings.entries()) {
        const field = listFields[index % listFields.length] ?? "source";
        expect(await namesFound(store, namespace, { [field]: [odd] }), odd).toEqual([odd]);
      }
      expect(await namesFound(store, namespace, { author: oddStrings })).toEqual([...oddStrings].sort());
    });

    it("leave out records without a value", async () => {
      const { store, namespace } = await place();
      await store.upsert(
        namespace,
        recordsOf([
          { title: "none" },
          { title: "empty", repository: "", author: "", state: "", path: "" },
          { title: "some", repository: "r", author: "a", state: "s", path: "p", updatedAt: 5 },
        ]),
      );
      await bringInto(state, store, namespace);
      for (const field of ["repository", "author", "state"] as const) {
        expect(await namesFound(store, namespace, { [field]: ["", "null"] }), field).toEqual(["empty"]);
      }
      expect(await namesFound(store, namespace, { pathPrefix: "" })).toEqual(["empty", "some"]);
      expect(await namesFound(store, namespace, { updatedAfter: -1 })).toEqual(["some"]);
      expect(await namesFound(store, namespace, { updatedBefore: 9 })).toEqual(["some"]);
    });

    it("take a path prefix literally", async () => {
      const { store, namespace } = await place();
      const paths = [
        "src/a.ts",
        "src/ab.ts",
        "src",
        "Src/a.ts",
        "lib/src/a.ts",
        "src\\a",
        "src_a",
        "src%a",
        "src/'a",
        "日本/語",
      ];
      await store.upsert(namespace, recordsOf(paths.map((path) => ({ title: path, path }))));
      await bringInto(state, store, namespace);
      for (const pathPrefix of ["src", "src/", "src/a", "src_", "src%", "src\\", "src/'", "日", "S", "nowhere"]) {
        const expected = paths.filter((path) => path.startsWith(pathPrefix)).sort();
        expect(await namesFound(store, namespace, { pathPrefix }), pathPrefix).toEqual(expected);
      }
    });

    it("narrow by time, from and including, up to and excluding", async () => {
      const { store, namespace } = await place();
      const times = [-1_000, 0, 999, 1_000, 1_001, 1_763_766_000_123];
      await store.upsert(namespace, recordsOf(times.map((updatedAt) => ({ title: String(updatedAt), updatedAt }))));
      await bringInto(state, store, namespace);
      for (const [updatedAfter, updatedBefore] of [
        [1_000, 1_001],
        [999.5, 1_000.5],
        [-1_000, 0],
        [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        [1_763_766_000_123, 1_763_766_000_124],
        [5_000, 1_000],
      ] as const) {
        const expected = times.filter((time) => time >= updatedAfter && time < updatedBefore).map(String);
        expect(await namesFound(store, namespace, { updatedAfter, updatedBefore })).toEqual(expected.sort());
      }
    });

    it("match all of their conditions together", async () => {
      const { store, namespace } = await place();
      const fields = Array.from({ length: 60 }, (_, index) => ({
        title: `document ${index}`,
        source: ["git", "github"][index % 2] ?? "",
        type: ["file", "issue", "comment"][index % 3] ?? "",
        path: index % 5 === 0 ? null : `src/${index % 5}`,
        state: index % 7 === 0 ? null : "open",
        updatedAt: index * 1_000,
      }));
      await store.upsert(namespace, recordsOf(fields));
      await bringInto(state, store, namespace);
      const filter = {
        source: ["git"],
        type: ["file", "comment"],
        state: ["open"],
        pathPrefix: "src/",
        updatedAfter: 10_000,
        updatedBefore: 50_000,
      };
      const expected = fields.filter(
        ({ source, type, path, state, updatedAt }) =>
          source === "git" &&
          type !== "issue" &&
          path !== null &&
          state !== null &&
          updatedAt >= 10_000 &&
          updatedAt < 50_000,
      );
      expect(await namesFound(store, namespace, filter)).toEqual(expected.map(({ title }) => title).sort());
      expect(await namesFound(store, namespace, {})).toHaveLength(60);
    });

    it("come before the limit: as many matches as asked for are found", async () => {
      const { store, namespace } = await place();
      const near = seededVector(5, 8);
      const others = Array.from({ length: 40 }, (_, index) =>
        recordOf(`other ${index}`, 0, { vector: near, lexical: "everywhere" }),
      );
      const wanted = Array.from({ length: 3 }, (_, index) =>
        recordOf(`wanted ${index}`, 0, {
          vector: near.map((value) => -value),
          lexical: "everywhere and more",
          fields: { type: "issue" },
        }),
      );
      await store.upsert(namespace, [...others, ...wanted]);
      await bringInto(state, store, namespace);
      const hits = await store.query(namespace, { by: "vector", vector: near, limit: 3, filter: { type: ["issue"] } });
      expect(hits.map(({ fields }) => fields.type)).toEqual(["issue", "issue", "issue"]);
      const found = await store.query(namespace, {
        by: "terms",
        terms: "everywhere",
        limit: 3,
        filter: { type: ["issue"] },
      });
      expect(found.map(({ fields }) => fields.type)).toEqual(["issue", "issue", "issue"]);
    });
  });
}
