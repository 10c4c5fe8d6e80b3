import { describe, expect, it } from "vitest";
import type { TestBench } from "./describe-vector-store.ts";
import { contentOf, documentOf, idsIn, oddStrings, recordOf } from "./test-records.ts";

/** Writes are idempotent and give back what they were given. */
export function testWrites({ place }: TestBench): void {
  describe("writes", () => {
    it("are seen by the next read", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 3).records);
      expect(await store.stats(namespace)).toEqual({ vectors: 3, dimensions: 8 });
      expect(await idsIn(store, namespace)).toEqual(["document#0", "document#1", "document#2"]);
    });

    it("change nothing when repeated", async () => {
      const { store, namespace } = await place();
      for (let time = 0; time < 3; time += 1) await store.upsert(namespace, documentOf("document", 3).records);
      await store.upsert(namespace, documentOf("document", 4).records);
      expect(await store.stats(namespace)).toEqual({ vectors: 4, dimensions: 8 });
    });

    it("replace a record of the same id", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, [
        recordOf("document", 0, { text: "old", fields: { title: "old", path: "old.md" } }),
      ]);
      await store.upsert(namespace, [recordOf("document", 0, { text: "new", fields: { title: "new", path: null } })]);
      const hit = (await contentOf(store, namespace)).get("document#0");
      expect([hit?.text, hit?.fields.title, hit?.fields.path]).toEqual(["new", "new", null]);
    });

    it("keep the last of two records of the same id", async () => {
      const { store, namespace } = await place();
      await store.upsert(
        namespace,
        ["first", "last"].map((text) => recordOf("document", 0, { text })),
      );
      const content = await contentOf(store, namespace);
      expect([...content.values()].map(({ text }) => text)).toEqual(["last"]);
    });

    it("give back every field as it was given", async () => {
      const { store, namespace } = await place();
      const full = recordOf("full", 0, {
        text: "line 1\nline 2\n",
        fields: {
          source: "git",
          sourceId: "source 7",
          type: "issue",
          title: "title",
          path: "src/index.ts",
          url: "https://example.com/a?b=c#d",
          repository: "owner/name",
          author: "ann",
          state: "open",
          updatedAt: 1_763_766_000_123,
          startLine: 0,
          endLine: 2_000_000_000,
          heading: "One > Two",
        },
      });
      const empty = recordOf("empty", 0, {
        text: "",
        lexical: "",
        fields: { source: "", sourceId: "", type: "", title: "", path: "", url: "", updatedAt: 0, heading: "" },
      });
      const early = recordOf("early", 0, { fields: { updatedAt: -62_135_596_800_000 } });
      await store.upsert(namespace, [full, empty, early]);
      const content = await contentOf(store, namespace);
      for (const { id, documentId, text, fields } of [full, empty, early]) {
        expect(content.get(id)).toEqual({ id, documentId, text, fields, score: expect.any(Number) });
      }
    });

    it("give back odd text as it was given", async () => {
      const { store, namespace } = await place();
      const text = oddStrings.join("\n");
      const records = oddStrings.map((odd, ordinal) =>
        recordOf("document", ordinal, {
          text: `${text}${odd}`,
          fields: { title: odd, path: odd, author: odd, heading: odd },
        }),
      );
      await store.upsert(namespace, records);
      const content = await contentOf(store, namespace);
      for (const { id, text, fields } of records) expect(content.get(id)).toMatchObject({ text, fields });
    });

    it("delete records by id, and ids that are not there", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 3).records);
      await store.deleteByIds(namespace, ["document#1", "document#7", "other#0"]);
      await store.deleteByIds(namespace, ["document#1"]);
      expect(await idsIn(store, namespace)).toEqual(["document#0", "document#2"]);
    });

    it("delete documents whole, and documents that are not there", async () => {
      const { store, namespace } = await place();
      await store.upsert(
        namespace,
        ["a", "ab", "b"].flatMap((documentId) => documentOf(documentId, 2).records),
      );
      await store.deleteDocuments(namespace, ["a", "b", "missing"]);
      expect(await idsIn(store, namespace)).toEqual(["ab#0", "ab#1"]);
    });

    it("bring back what was deleted", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 2).records);
      await store.deleteDocuments(namespace, ["document"]);
      await store.upsert(namespace, documentOf("document", 2).records);
      expect(await idsIn(store, namespace)).toEqual(["document#0", "document#1"]);
    });

    it("do nothing with empty lists", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, [recordOf("document", 0)]);
      await store.upsert(namespace, []);
      await store.replaceDocuments(namespace, []);
      await store.deleteByIds(namespace, []);
      await store.deleteDocuments(namespace, []);
      expect(await idsIn(store, namespace)).toEqual(["document#0"]);
    });

    it("take many records at once", async () => {
      const { store, namespace } = await place();
      const { records } = documentOf("document", 2_500);
      await store.upsert(namespace, records);
      expect((await store.stats(namespace)).vectors).toBe(2_500);
      await store.deleteByIds(
        namespace,
        records.slice(1).map(({ id }) => id),
      );
      expect(await idsIn(store, namespace)).toEqual(["document#0"]);
    });
  });
}
